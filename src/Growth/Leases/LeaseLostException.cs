namespace PgGanLab.Growth.Leases;

/// <summary>A worker came late: its lease ended, and nothing of what it brought was taken. It stops training the phase.</summary>
public sealed class LeaseLostException : Exception
{
    public LeaseLostException() { }

    public LeaseLostException(string message) : base(message) { }

    public LeaseLostException(string message, Exception innerException) : base(message, innerException) { }
}
