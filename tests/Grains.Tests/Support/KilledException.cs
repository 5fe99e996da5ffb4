namespace PgGanLab.Grains.Tests.Support;

/// <summary>Stands for the end of the process.</summary>
public sealed class KilledException : Exception
{
    public KilledException() { }

    public KilledException(string message) : base(message) { }

    public KilledException(string message, Exception innerException) : base(message, innerException) { }
}
