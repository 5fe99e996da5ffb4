using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Workers;

/// <summary>Which workers may train a sweep's phases, and which rather than others.</summary>
/// <param name="Labels">What a worker must have.</param>
/// <param name="Prefer">What it should have.</param>
public sealed record WorkerChoice(LabelSelector Labels, LabelSelector Prefer)
{
    /// <summary>Any worker.</summary>
    public static WorkerChoice Any { get; } = new(LabelSelector.Empty, LabelSelector.Empty);

    /// <summary>Reads <c>workers: { labels: {…}, prefer: {…} }</c>.</summary>
    /// <exception cref="InvalidInputException">A key is unknown, or a label can't be one.</exception>
    public static WorkerChoice Read(JsonElement element)
    {
        var fields = DocumentFields.Of(element, "workers", "labels", "prefer");
        return new WorkerChoice(Selector("labels"), Selector("prefer"));

        LabelSelector Selector(string key) => fields.Find(key) is { } given
            ? LabelSelector.Read(given, $"workers.{key}")
            : LabelSelector.Empty;
    }

    /// <summary>Reads its file form as JSON text.</summary>
    public static WorkerChoice Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>Its file form.</summary>
    public JsonObject Write()
    {
        var document = new JsonObject();
        if (!Labels.IsEmpty)
            document["labels"] = Labels.Write();
        if (!Prefer.IsEmpty)
            document["prefer"] = Prefer.Write();
        return document;
    }
}

/// <summary>
/// Labels with the values that are right; a worker that has all of them, each with one of these, matches.
/// </summary>
/// <param name="Values">Label to values, at least one each.</param>
public sealed record LabelSelector(ImmutableSortedDictionary<string, ImmutableArray<string>> Values)
{
    /// <summary>Every worker matches.</summary>
    public static LabelSelector Empty { get; } = new(ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty);

    public bool IsEmpty => Values.IsEmpty;

    /// <exception cref="InvalidInputException">A label or a value can't be one.</exception>
    public static LabelSelector Read(JsonElement element, string where) =>
        new(DocumentFields.Entries(element, where).ToImmutableSortedDictionary(
            label => WorkerLabels.Checked(label.Key, $"A label in {where}"),
            label => One(label.Value, $"'{label.Key}' in {where}"), StringComparer.Ordinal));

    public JsonObject Write()
    {
        var document = new JsonObject();
        foreach (var (label, values) in Values)
            document[label] = values.Length == 1
                ? values[0]
                : new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
        return document;
    }

    /// <summary>Whether a worker with these labels has all that is asked for.</summary>
    /// <param name="labels">As in <see cref="Worker.Labels"/>.</param>
    public bool Matches(string labels)
    {
        if (IsEmpty)
            return true;
        var own = WorkerLabels.Split(labels);
        return Values.All(wanted => own.TryGetValue(wanted.Key, out var value) && wanted.Value.Contains(value));
    }

    /// <summary><c>gpu=a100, site=attic or basement</c>.</summary>
    public override string ToString() =>
        string.Join(", ", Values.Select(v => $"{v.Key}={string.Join(" or ", v.Value)}"));

    public bool Equals(LabelSelector? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    private static ImmutableArray<string> One(JsonElement value, string where) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() > 0 =>
            [.. value.EnumerateArray().SelectMany(v => One(v, where)).Distinct().Order(StringComparer.Ordinal)],
        JsonValueKind.String => [WorkerLabels.Checked(value.GetString()!, where)],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
            [WorkerLabels.Checked(value.GetRawText(), where)],
        _ => throw new InvalidInputException($"{where} must be a value or a list of values that are right."),
    };
}
