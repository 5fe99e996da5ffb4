using System.Text.Json;

namespace PgGanLab.Model.Data.Labels;

/// <summary>
/// Labels as JSON, in one of three forms: <c>{"labels": [["a.png", 3], …]}</c> (the <c>dataset.json</c> of StyleGAN's tools),
/// <c>{"a.png": "cat", …}</c>, or <c>[{"image": "a.png", "category": "cat", …}, …]</c> with the names of <see cref="LabelColumns"/>.
/// </summary>
internal static class LabelJson
{
    /// <exception cref="FormatException">It is no JSON, or of another form; one clause says what.</exception>
    public static List<(string Image, string Label)> Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object when root.TryGetProperty("labels", out var pairs) && pairs.ValueKind == JsonValueKind.Array => [.. pairs.EnumerateArray().Select(Pair)],
                JsonValueKind.Object => [.. root.EnumerateObject().Select(p => (p.Name, Label(p.Value)))],
                JsonValueKind.Array => [.. root.EnumerateArray().Select(Record)],
                _ => throw new FormatException("it must be an object or an array"),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException($"the JSON is broken at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}", e);
        }
    }

    private static (string Image, string Label) Pair(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String
            ? (pair[0].GetString()!, Label(pair[1]))
            : throw new FormatException($"'labels' must hold pairs of a file and its label, not {Shown(pair)}");

    private static (string Image, string Label) Record(JsonElement record) =>
        record.ValueKind == JsonValueKind.Object && First(record, LabelColumns.Image) is { } image && First(record, LabelColumns.Label) is { } label
            ? (Label(image), Label(label))
            : throw new FormatException($"each object needs one of {string.Join(", ", LabelColumns.Image)} and one of {string.Join(", ", LabelColumns.Label)}, unlike {Shown(record)}");

    private static JsonElement? First(JsonElement record, string[] names)
    {
        foreach (var name in names)
        {
            if (record.TryGetProperty(name, out var value))
                return value;
        }
        return null;
    }

    private static string Label(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new FormatException($"a label must be a number or a text, not {Shown(value)}"),
    };

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? $"{text[..60]}…" : value.GetRawText();
}
