using System.Globalization;
using System.Text.Json;

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

/// <summary>What is wrong with a text that is no JSON, for its author.</summary>
public static class JsonProblem
{
    /// <summary><c>line 3, column 3: 'o' is an invalid start of a property name.</c></summary>
    public static string Of(JsonException e)
    {
        var what = e.Message;
        foreach (var end in (ReadOnlySpan<string>)[" Change the reader options", " LineNumber:", " Path:"])
            if (what.IndexOf(end, StringComparison.Ordinal) is var at and > 0)
                what = what[..at];
        return string.Create(CultureInfo.InvariantCulture,
            $"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: "
            + $"{char.ToLowerInvariant(what[0])}{what[1..].TrimEnd('.')}.");
    }
}
