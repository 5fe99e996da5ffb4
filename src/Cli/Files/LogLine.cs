using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace PgGanLab.Cli.Files;

/// <summary>A line of the lab's log (docs/operations.md) as people read it.</summary>
/// <param name="Level">Place in <see cref="Levels"/>.</param>
/// <param name="Text">Local time, level, where it comes from, what it says; what was thrown on lines of its own.</param>
internal sealed record LogLine(int Level, string Text)
{
    private const string WhereAbsent = "information";

    /// <summary>The least first.</summary>
    public static readonly ImmutableArray<string> Levels =
        ["verbose", "debug", "information", "warning", "error", "fatal"];

    /// <summary>The place of a level.</summary>
    public static int LevelOf(string name) => Levels.IndexOf(name.ToLowerInvariant());

    /// <summary>A line of the file; one that is no JSON object is shown as it is, at every level.</summary>
    public static LogLine Of(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Of(document.RootElement, line);
        }
        catch (JsonException)
        {
            return new LogLine(Levels.Length, line);
        }
    }

    private static LogLine Of(JsonElement line, string text)
    {
        if (line.ValueKind != JsonValueKind.Object || Value(line, "@t") is not { } time)
            return new LogLine(Levels.Length, text);
        var level = (Value(line, "@l") ?? WhereAbsent).ToLowerInvariant();
        var at = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out var parsed)
            ? parsed.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : time;
        var source = Value(line, "SourceContext")?.Split('.')[^1];
        var thrown = Value(line, "@x") is { } error ? $"\n    {error.TrimEnd().ReplaceLineEndings("\n    ")}" : "";
        return new LogLine(LevelOf(level), $"{at} {level,-11} {(source is null ? "" : $"{source}: ")}"
            + $"{Value(line, "@m")}{thrown}");
    }

    private static string? Value(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
