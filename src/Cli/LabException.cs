namespace PgGanLab.Cli;

/// <summary>A verb can't do what was asked. <see cref="Exception.Message"/> is one sentence for the user.</summary>
internal sealed class LabException : Exception
{
    public LabException() { }

    public LabException(string message) : base(message) { }

    public LabException(string message, Exception innerException) : base(message, innerException) { }
}
