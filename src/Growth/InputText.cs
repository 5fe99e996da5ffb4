using System.Text.Json;

namespace PgGanLab.Growth;

/// <summary>
/// Texts that people hand in: how an error repeats them, and which no database or file name can hold.
/// </summary>
public static class InputText
{
    /// <summary>Characters of a text that an error repeats.</summary>
    private const int MostShown = 80;

    /// <summary>A text as an error repeats it: a long one is cut.</summary>
    public static string Shown(string text) =>
        text.Length <= MostShown
            ? text
            : $"{text.AsSpan(0, char.IsHighSurrogate(text[MostShown - 1]) ? MostShown - 1 : MostShown)}…";

    /// <summary>What a text has that no text may have, or null.</summary>
    public static string? Problem(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            return "a NUL character";
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return "half a character (a lone surrogate)";
        }
        return null;
    }

    /// <summary>Checks every name and text of a JSON document.</summary>
    /// <param name="element">The document.</param>
    /// <param name="where">What it is called in the error.</param>
    /// <exception cref="InvalidInputException">One of them holds what no text may hold.</exception>
    public static void Check(JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.String)
            Check(element.GetString, where);
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var entry in element.EnumerateArray())
                Check(entry, where);
        else if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
                Check(property.Value, $"'{Shown(Check(() => property.Name, where))}'");
    }

    private static string Check(Func<string?> read, string where)
    {
        string text;
        try
        {
            text = read()!;
        }
        catch (InvalidOperationException)
        {
            text = "\ud800";            // System.Text.Json's way to say that an escape such as \ud800 stands alone
        }
        return Problem(text) is { } problem
            ? throw new InvalidInputException($"A text in {where} holds {problem}; leave it out.")
            : text;
    }
}
