namespace PgGanLab.Model.Storage;

/// <summary>A file that was stored.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Sha256">Of its content, lower-case hex.</param>
/// <param name="Bytes">Size.</param>
public sealed record WrittenFile(string Path, string Sha256, long Bytes);
