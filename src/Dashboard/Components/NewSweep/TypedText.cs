using System.Globalization;
using System.Text.Json.Nodes;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>What a person typed into a field, as JSON.</summary>
internal static class TypedText
{
    /// <summary>
    /// A number, true or false; anything else stays a text, for the rules of the sweep's file to complain about.
    /// </summary>
    public static JsonNode Value(string text) => text.Trim() switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        var t when long.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
            JsonValue.Create(whole),
        var t when double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) =>
            JsonValue.Create(number),
        var t => JsonValue.Create(t),
    };

    /// <summary>The same of each part between commas.</summary>
    public static JsonArray List(string text) => [.. text
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Value)];
}
