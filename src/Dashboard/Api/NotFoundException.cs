namespace PgGanLab.Dashboard.Api;

/// <summary>A request names something that is not there. <see cref="Exception.Message"/> is the sentence for its author.</summary>
internal sealed class NotFoundException : Exception
{
    public NotFoundException() { }

    public NotFoundException(string message) : base(message) { }

    public NotFoundException(string message, Exception innerException) : base(message, innerException) { }
}
