using System.Text.Json;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// One mapping of a sweep's file: its keys are known or an error, and one without a value isn't there.
/// </summary>
internal sealed class DocumentFields
{
    private readonly Dictionary<string, JsonElement> values;
    private readonly string where;

    private DocumentFields(Dictionary<string, JsonElement> values, string where)
    {
        this.values = values;
        this.where = where;
    }

    /// <summary>Reads a mapping.</summary>
    /// <param name="element">What should be one.</param>
    /// <param name="where">What it is called in errors.</param>
    /// <param name="known">The keys that it may have.</param>
    /// <exception cref="InvalidInputException">It is no mapping, or a key is unknown or stands twice.</exception>
    public static DocumentFields Of(JsonElement element, string where, params IReadOnlyCollection<string> known)
    {
        var values = Entries(element, where);
        if (values.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new InvalidInputException(
                $"Unknown key '{InputText.Shown(unknown)}' in {where}; {NearestName.Hint(unknown, known)}");
        var given = values.Where(v => v.Value.ValueKind != JsonValueKind.Null);
        return new DocumentFields(given.ToDictionary(v => v.Key, v => v.Value), where);
    }

    /// <summary>The entries of a mapping with any keys.</summary>
    /// <exception cref="InvalidInputException">It is no mapping, or a key stands twice.</exception>
    public static Dictionary<string, JsonElement> Entries(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException($"{where} must be a mapping of names to values, but is {Kind(element)}.");
        var entries = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject().Where(p => !entries.TryAdd(p.Name, p.Value)))
            throw new InvalidInputException(
                $"Key '{InputText.Shown(property.Name)}' stands twice in {where}; name it once.");
        return entries;
    }

    /// <summary>What stands under a key, or null.</summary>
    public JsonElement? Find(string name) => values.TryGetValue(name, out var value) ? value : null;

    /// <summary>The first of these keys that is there, or null.</summary>
    public string? AnyOf(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (values.ContainsKey(name))
                return name;
        return null;
    }

    /// <summary>A text; a number, true and false count as texts as they are written: a name may be 2024.</summary>
    /// <exception cref="InvalidInputException">It is missing, empty, or a list or a mapping.</exception>
    public string Text(string name) => FindText(name) ?? throw NoText(name);

    /// <summary>The same, or null where it is missing.</summary>
    /// <exception cref="InvalidInputException">It is empty, or a list or a mapping.</exception>
    public string? FindText(string name) => Find(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(value.GetString()) => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw NoText(name),
    };

    /// <summary>What should be a number, or null where it is missing.</summary>
    /// <exception cref="InvalidInputException">It is a text that was meant as one; the sentence says how that is
    /// written.</exception>
    public JsonElement? Number(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && NumberText.Misread(value.GetString()!) is { } misread
            ? throw new InvalidInputException($"'{name}' in {where}: {misread}.")
            : value;

    /// <summary>A whole number, or null where it is missing.</summary>
    /// <exception cref="InvalidInputException">It is none, or out of range.</exception>
    public int? Whole(string name, int min, int max)
    {
        if (Number(name) is not { } value)
            return null;
        var number = 0;
        var isWhole = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
        return isWhole && number >= min && number <= max
            ? number
            : throw new InvalidInputException(
                $"'{name}' in {where} is {InputText.Shown(value.GetRawText())}; "
                + $"it must be a whole number from {min} to {max}.");
    }

    /// <summary>A number above 0, or null where it is missing.</summary>
    /// <exception cref="InvalidInputException">It is none, or out of range.</exception>
    public double? Amount(string name, double max)
    {
        if (Number(name) is not { } value)
            return null;
        var number = 0.0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && number > 0 && number <= max
            ? number
            : throw new InvalidInputException(
                $"'{name}' in {where} is {InputText.Shown(value.GetRawText())}; "
                + $"it must be a number greater than 0 and at most {NumberText.Of(max)}.");
    }

    private InvalidInputException NoText(string name) => new($"'{name}' in {where} must be a text that is not empty.");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "empty",
        JsonValueKind.Array => "a list",
        _ => InputText.Shown(element.GetRawText()),
    };
}
