namespace PgGanLab.Model.Storage;

/// <summary>A file could not be stored (such as on a full disk); nothing of it stays. The message names the file and the reason.</summary>
public sealed class FileNotWrittenException : IOException
{
    public FileNotWrittenException() { }

    public FileNotWrittenException(string message) : base(message) { }

    public FileNotWrittenException(string message, Exception innerException) : base(message, innerException) { }
}
