namespace PgGanLab.Grains.Store;

/// <summary>
/// The lab's database can't be reached now; nothing was changed. The message is one sentence: which database, and why.
/// </summary>
public sealed class DatabaseAwayException : Exception
{
    public DatabaseAwayException() { }

    public DatabaseAwayException(string message) : base(message) { }

    public DatabaseAwayException(string message, Exception innerException) : base(message, innerException) { }
}
