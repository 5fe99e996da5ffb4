using System.Text.Json;
using System.Text.Json.Nodes;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A sweep as a reader of its events knows it: a page, and what changed of it since.</summary>
public sealed class FollowedSweep
{
    /// <summary>Event that has the whole page.</summary>
    public const string Whole = "sweep";

    /// <summary>Event that has what changed: <see cref="SweepChanges"/>.</summary>
    public const string Changes = "changes";

    private JsonObject? page;

    /// <summary>The sweep after an event.</summary>
    /// <returns>Null for an event of another kind, which says nothing about the page.</returns>
    /// <exception cref="InvalidDataException">Changes came before the page, or to rows that it lacks.</exception>
    public SweepView? Read(string kind, string data)
    {
        if (kind == Whole)
            page = JsonNode.Parse(data)!.AsObject();
        else if (kind == Changes)
            Apply(
                page ?? throw new InvalidDataException("Changes of a sweep came before the sweep."),
                JsonSerializer.Deserialize<SweepChanges>(data, LabJson.Options)!);
        else
            return null;
        return page.Deserialize<SweepView>(LabJson.Options);
    }

    private static void Apply(JsonObject page, SweepChanges changes)
    {
        if (changes.Sweep is { } fields)
            Set(page, fields);
        Apply(page["experiments"]!.AsArray(), row => row["number"]!.GetValue<int>(), changes.Experiments,
            changes.Ranking);
        Apply(page["points"]!.AsArray(), row => row["experiments"]![0]!.GetValue<int>(), changes.Points,
            changes.PointRanking);
        if (changes.Tree is not { } phases)
            return;
        var nodes = page["tree"]!.AsArray().ToDictionary(node => node!["phase"]!["key"]!.GetValue<string>());
        foreach (var (keys, set) in phases)
            foreach (var key in keys)
                Set(Known(nodes, key), set);
    }

    private static void Apply(
        JsonArray rows, Func<JsonNode, int> numberOf, IReadOnlyList<NumberedChange>? changes,
        IReadOnlyList<int>? ranking)
    {
        if (changes is null && ranking is null)
            return;
        var byNumber = rows.ToDictionary(row => numberOf(row!));
        foreach (var (numbers, set) in changes ?? [])
            foreach (var range in numbers)
                for (var number = range[0]; number <= range[1]; number++)
                    Set(Known(byNumber, number), set);
        if (ranking is not null)
            Rank(rows, byNumber, ranking);
    }

    /// <summary>Ranked rows in their order, then the others by number.</summary>
    private static void Rank(JsonArray rows, Dictionary<int, JsonNode?> byNumber, IReadOnlyList<int> ranking)
    {
        rows.Clear();
        for (var i = 0; i < ranking.Count; i++)
        {
            var row = Known(byNumber, ranking[i]);
            row["rank"] = i + 1;
            rows.Add(row);
        }
        foreach (var number in byNumber.Keys.Except(ranking).Order())
        {
            byNumber[number]!["rank"] = null;
            rows.Add(byNumber[number]);
        }
    }

    private static JsonObject Known<TKey>(Dictionary<TKey, JsonNode?> rows, TKey key) where TKey : notnull =>
        rows.TryGetValue(key, out var row)
            ? row!.AsObject()
            : throw new InvalidDataException($"A change of {key} came, which the sweep does not have.");

    private static void Set(JsonObject row, JsonObject fields)
    {
        foreach (var (name, value) in fields)
            if (SweepChanges.HasFields(name) && value is JsonObject inner && row[name] is JsonObject old)
                Set(old, inner);
            else
                row[name] = value?.DeepClone();
    }
}
