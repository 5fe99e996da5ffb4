namespace PgGanLab.Model.Data;

/// <summary>One file of a dataset.</summary>
/// <param name="Name">Inside the dataset's folder.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Lower-case hex.</param>
internal sealed record DatasetFile(string Name, long Bytes, string Sha256);
