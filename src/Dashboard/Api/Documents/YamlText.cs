using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PgGanLab.Dashboard.Api.Documents;

/// <summary>Writes JSON as YAML the way a person writes a sweep's file: block mappings, lists of values on one line.</summary>
public static partial class YamlText
{
    public static string Write(JsonObject document)
    {
        var text = new StringBuilder();
        WriteMapping(text, document, 0);
        return text.ToString();
    }

    private static void WriteMapping(StringBuilder text, JsonObject mapping, int indent)
    {
        foreach (var (name, value) in mapping)
        {
            text.Append(' ', indent).Append(Text(name)).Append(':');
            if (value is JsonObject { Count: > 0 } inner && inner.Any(p => p.Value is JsonObject or JsonArray || inner.Count > 4 || indent == 0))
            {
                text.Append('\n');
                WriteMapping(text, inner, indent + 2);
            }
            else
            {
                text.Append(' ').Append(Inline(value)).Append('\n');
            }
        }
    }

    private static string Inline(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject mapping when mapping.Count == 0 => "{}",
        JsonObject mapping => $"{{ {string.Join(", ", mapping.Select(p => $"{Text(p.Key)}: {Inline(p.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Inline))}]",
        _ when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        _ when value.GetValueKind() == JsonValueKind.Number => Number(value),
        _ => value.ToJsonString(),
    };

    private static string Number(JsonNode value) =>
        value.AsValue().TryGetValue<double>(out var number) ? number.ToString("R", CultureInfo.InvariantCulture) : value.ToJsonString();

    /// <summary>Plain where that reads back as the same text, else in double quotes (JSON's are YAML's too).</summary>
    private static string Text(string text) => Plain().IsMatch(text) && !Special().IsMatch(text) ? text : JsonSerializer.Serialize(text);

    [GeneratedRegex(@"^[A-Za-z0-9_/.][A-Za-z0-9_@+ ./-]*(?<! )$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^([-+.0-9].*|~|null|true|false|yes|no|on|off|nan|\.nan|\.inf)$", RegexOptions.IgnoreCase)]
    private static partial Regex Special();
}
