using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PgGanLab.Documents;

/// <summary>
/// Writes JSON as YAML the way a person writes a sweep's file: block mappings, lists of values on one line, lists of
/// mappings below each other.
/// </summary>
public sealed partial class YamlText
{
    /// <summary>Escapes only what must be: an expression keeps its &lt;.</summary>
    private static readonly JsonSerializerOptions Quoted = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly StringBuilder text = new();
    private readonly ImmutableDictionary<string, string> remarks;

    private YamlText(ImmutableDictionary<string, string> remarks) => this.remarks = remarks;

    public static string Write(JsonObject document) => Write(document, [], ImmutableDictionary<string, string>.Empty);

    /// <summary>The same with comments.</summary>
    /// <param name="document">What to write.</param>
    /// <param name="heading">Lines above it.</param>
    /// <param name="remarks">Place (<c>base.fmapMax</c>, <c>search.points[0]</c>) to a line of remark: behind a value,
    /// above an entry of a list.</param>
    public static string Write(
        JsonObject document, ImmutableArray<string> heading, ImmutableDictionary<string, string> remarks)
    {
        var yaml = new YamlText(remarks);
        foreach (var line in heading)
            yaml.text.Append("# ").Append(line).Append('\n');
        yaml.WriteMapping(document, 0, "");
        return yaml.text.ToString();
    }

    private void WriteMapping(JsonObject mapping, int indent, string place, bool firstIsIndented = false)
    {
        foreach (var (name, value) in mapping)
        {
            var here = place.Length == 0 ? name : $"{place}.{name}";
            text.Append(' ', firstIsIndented ? 0 : indent).Append(Text(name)).Append(':');
            firstIsIndented = false;
            if (value is JsonObject { Count: > 0 } inner
                && inner.Any(p => p.Value is JsonObject or JsonArray || inner.Count > 4 || indent == 0))
            {
                text.Append('\n');
                WriteMapping(inner, indent + 2, here);
            }
            else if (value is JsonArray list && list.Any(entry => entry is JsonObject))
            {
                text.Append('\n');
                WriteList(list, indent + 2, here);
            }
            else
            {
                text.Append(' ').Append(Inline(value))
                    .Append(remarks.TryGetValue(here, out var remark) ? $"   # {remark}" : "").Append('\n');
            }
        }
    }

    private void WriteList(JsonArray list, int indent, string place)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var here = string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]");
            if (remarks.TryGetValue(here, out var remark))
                text.Append(' ', indent).Append("# ").Append(remark).Append('\n');
            text.Append(' ', indent).Append("- ");
            if (list[i] is JsonObject { Count: > 0 } mapping)
                WriteMapping(mapping, indent + 2, here, firstIsIndented: true);
            else
                text.Append(Inline(list[i])).Append('\n');
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
        value.AsValue().TryGetValue<double>(out var number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : value.ToJsonString();

    /// <summary>Plain where that reads back as the same text, else in double quotes (JSON's are YAML's too).</summary>
    private static string Text(string text) =>
        Plain().IsMatch(text) && !Special().IsMatch(text) ? text : JsonSerializer.Serialize(text, Quoted);

    [GeneratedRegex(@"^[A-Za-z0-9_/.(][A-Za-z0-9_@+ ./()*-]*(?<! )$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^([-+.0-9].*|~|null|true|false|yes|no|on|off|nan|\.nan|\.inf)$", RegexOptions.IgnoreCase)]
    private static partial Regex Special();
}
