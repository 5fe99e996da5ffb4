namespace PgGanLab.Growth;

/// <summary>
/// A user's input cannot be accepted. <see cref="Exception.Message"/> is one sentence for that user: what is wrong,
/// where, and what would be right (promise 7 of design.md).
/// </summary>
public sealed class InvalidInputException : Exception
{
    public InvalidInputException() { }

    public InvalidInputException(string message) : base(message) { }

    public InvalidInputException(string message, Exception innerException) : base(message, innerException) { }
}
