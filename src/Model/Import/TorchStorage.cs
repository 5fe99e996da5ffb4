namespace PgGanLab.Model.Import;

/// <summary>Numbers that a PyTorch file keeps outside its pickle.</summary>
/// <param name="Type">Name of the storage's class, such as <c>FloatStorage</c>.</param>
/// <param name="Key">Which of the file's storages.</param>
/// <param name="Count">Numbers in it.</param>
internal sealed record TorchStorage(string Type, string Key, long Count);
