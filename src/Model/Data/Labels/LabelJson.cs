using System.Text.Json;

namespace PgGanLab.Model.Data.Labels;

/// <summary>
/// Labels as JSON: <c>{"labels": [["a.png", 3], …]}</c> (the <c>dataset.json</c> of StyleGAN's tools),
/// <c>{"a.png": "cat", …}</c>,
/// <c>{"a.png": {"label": "cat", …}, …}</c>, <c>[{"image": "a.png", "category": "cat", …}, …]</c>, or one such object a
/// line (<c>metadata.jsonl</c>).
/// </summary>
internal static class LabelJson
{
    private const string Labels = "labels";

    /// <returns>Null for <c>{"labels": null}</c>.</returns>
    /// <exception cref="FormatException">It is no JSON, or of another form; one clause says what.</exception>
    public static LabelRows? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException) when (IsLines(text))
        {
            return Lines(text);
        }
        catch (JsonException e)
        {
            throw Broken(e, 0);
        }
    }

    /// <summary>Whether a file is StyleGAN's: an object whose <c>labels</c> is null or a list of pairs.</summary>
    public static bool IsStyleGan(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(Labels, out var labels)
                && (labels.ValueKind == JsonValueKind.Null
                    || (labels.ValueKind == JsonValueKind.Array && labels.EnumerateArray().All(IsPair)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static LabelRows? Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return Records([.. root.EnumerateArray().Select((record, at) => (at + 1, Checked(record)))], "JSON");
        if (root.TryGetProperty(Labels, out var labels) && labels.ValueKind is JsonValueKind.Null)
            return null;
        if (labels.ValueKind == JsonValueKind.Array)
            return Pairs([.. labels.EnumerateArray().Select(Pair)]);
        return root.EnumerateObject().Any(p => p.Value.ValueKind == JsonValueKind.Object)
            ? Records([.. root.EnumerateObject().Select((p, at) => (at + 1, Checked(p.Value)))], "JSON",
                [.. root.EnumerateObject().Select(p => p.Name)])
            : Pairs([.. root.EnumerateObject().Select(p => (p.Name, Cell(p.Value)))]);
    }

    private static LabelRows Lines(string text)
    {
        var records = new List<(int, JsonElement)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                using var document = JsonDocument.Parse(line);
                records.Add((number, Checked(document.RootElement.Clone())));
            }
            catch (JsonException e)
            {
                throw Broken(e, number - 1);
            }
        }
        return Records(records, "JSON lines");
    }

    private static bool IsLines(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.IndexOf('\n') is > 0 and var end && trimmed[..end].TrimEnd() is ['{', .., '}'];
    }

    /// <summary>A table with a column for every name that occurs, in the order of occurrence.</summary>
    /// <param name="records">Lines and objects.</param>
    /// <param name="form">What the file is.</param>
    /// <param name="files">Names of the images, where they stand outside of the objects.</param>
    private static LabelRows Records(
        List<(int Line, JsonElement Record)> records, string form, IReadOnlyList<string>? files = null)
    {
        var columns = new List<string>();
        var places = new Dictionary<string, int>();
        if (files is not null)
            columns.Add(LabelRows.FileAndLabel[0]);
        foreach (var property in records.SelectMany(r => r.Record.EnumerateObject()))
        {
            if (places.TryAdd(property.Name, columns.Count))
                columns.Add(property.Name);
        }
        var rows = new List<LabelRow>(records.Count);
        foreach (var (line, record) in records)
        {
            var cells = new string?[columns.Count];
            if (files is not null)
                cells[0] = files[line - 1];
            foreach (var property in record.EnumerateObject())
                cells[places[property.Name]] = Cell(property.Value);
            rows.Add(new LabelRow(line, cells));
        }
        return new LabelRows(form, columns, HasHeader: true, rows);
    }

    private static LabelRows Pairs(IReadOnlyList<(string Image, string? Label)> pairs) =>
        new("JSON", LabelRows.FileAndLabel, HasHeader: true,
            [.. pairs.Select((p, at) => new LabelRow(at + 1, [p.Image, p.Label]))]);

    private static bool IsPair(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
        && pair[0].ValueKind == JsonValueKind.String;

    private static (string Image, string? Label) Pair(JsonElement pair) => IsPair(pair)
        ? (pair[0].GetString()!, Cell(pair[1]))
        : throw new FormatException($"'labels' must hold pairs of a file and its label, not {Shown(pair)}");

    private static JsonElement Checked(JsonElement record) => record.ValueKind == JsonValueKind.Object
        ? record
        : throw new FormatException($"it must hold an object for each image, not {Shown(record)}");

    /// <summary>A text as it is, null as no cell, anything else as it is written.</summary>
    private static string? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };

    private static FormatException Broken(JsonException e, long linesBefore) =>
        new($"the JSON is broken at line {e.LineNumber + 1 + linesBefore}, column {e.BytePositionInLine + 1}", e);

    private static string Shown(JsonElement value) =>
        value.GetRawText() is { Length: > 60 } text ? $"{text[..60]}…" : value.GetRawText();
}
