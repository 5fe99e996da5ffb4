using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Grains;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// Tells of each view of a sweep what changed since the one before. One tick in a phase that a thousand experiments
/// share changes all of them alike: equal changes are said once.
/// </summary>
internal sealed class SweepDifference
{
    private readonly RowTexts<int> experiments = new();
    private readonly RowTexts<int> points = new();
    private readonly RowTexts<string> tree = new();
    private readonly RowTexts<bool> rest = new();
    private int[] ranking = [];
    private int[] pointRanking = [];
    private byte[]? timeless;

    /// <summary>
    /// A <see cref="SweepView"/> to begin with, and where rows came or went; else <see cref="SweepChanges"/>, or null
    /// where nothing changed.
    /// </summary>
    public object? Next(SweepView view)
    {
        var now = JsonSerializer.SerializeToUtf8Bytes(Timeless(view), LabJson.Options);
        if (timeless is not null && timeless.AsSpan().SequenceEqual(now))
            return null;
        timeless = now;
        var isSame = experiments.Has(view.Experiments.Select(e => e.Number).Order())
            & points.Has(view.Points.Select(p => p.Experiments[0]).Order())
            & tree.Has(view.Tree.Select(n => n.Phase.Key));
        var changes = new SweepChanges
        {
            Sweep = rest.Changes([(true, view with { Experiments = [], Tree = [], Points = [] })])
                .Select(c => c.Set).SingleOrDefault(),
            Experiments = Numbered(
                experiments.Changes(view.Experiments.Select(e => (e.Number, e with { Rank = null })))),
            Ranking = Replaced(
                ref ranking, [.. view.Experiments.Where(e => e.Rank is not null).Select(e => e.Number)]),
            Tree = Phases(tree.Changes(view.Tree.Select(n => (n.Phase.Key, n)))),
            Points = Numbered(points.Changes(view.Points.Select(p => (p.Experiments[0], p with { Rank = null })))),
            PointRanking = Replaced(
                ref pointRanking, [.. view.Points.Where(p => p.Rank is not null).Select(p => p.Experiments[0])]),
        };
        return !isSame ? view
            : changes == new SweepChanges() ? null
            : changes;
    }

    /// <summary>What the clock alone changes is no change: it goes along with the next one.</summary>
    private static SweepView Timeless(SweepView view) => view with
    {
        Summary = view.Summary with { WallHours = 0, DeviceHours = 0, SecondsLeft = null },
        Experiments = [.. view.Experiments.Select(e => e with { SecondsLeft = null })],
    };

    private static int[]? Replaced(ref int[] old, int[] now)
    {
        if (old.AsSpan().SequenceEqual(now))
            return null;
        old = now;
        return now;
    }

    private static NumberedChange[]? Numbered(IEnumerable<(int Number, JsonObject Set)> changes) =>
        Alike(changes, (numbers, set) => new NumberedChange(NumberRanges.Of(numbers), set));

    private static PhaseChange[]? Phases(IEnumerable<(string Key, JsonObject Set)> changes) =>
        Alike(changes, (keys, set) => new PhaseChange([.. keys], set));

    private static TChange[]? Alike<TKey, TChange>(
        IEnumerable<(TKey Key, JsonObject Set)> changes, Func<IEnumerable<TKey>, JsonObject, TChange> change)
    {
        var alike = changes.GroupBy(c => c.Set.ToJsonString(), StringComparer.Ordinal)
            .Select(same => change(same.Select(c => c.Key), same.First().Set)).ToArray();
        return alike.Length == 0 ? null : alike;
    }

    /// <summary>The JSON of rows as it was last sent.</summary>
    private sealed class RowTexts<TKey> where TKey : notnull
    {
        private readonly Dictionary<TKey, byte[]> texts = [];
        private readonly ArrayBufferWriter<byte> buffer = new();
        private TKey[] keys = [];

        /// <summary>Whether the rows are those of before, in their order; from now on they are.</summary>
        public bool Has(IEnumerable<TKey> now)
        {
            var before = keys;
            keys = [.. now];
            if (before.SequenceEqual(keys))
                return true;
            texts.Clear();
            return false;
        }

        /// <summary>The rows that changed, with the fields that did.</summary>
        public List<(TKey Key, JsonObject Set)> Changes<TRow>(IEnumerable<(TKey Key, TRow Row)> rows)
        {
            var changed = new List<(TKey, JsonObject)>();
            using var json = new Utf8JsonWriter(buffer);
            foreach (var (key, row) in rows)
            {
                buffer.ResetWrittenCount();
                json.Reset();
                JsonSerializer.Serialize(json, row, LabJson.Options);
                if (texts.GetValueOrDefault(key) is not { } old)
                    texts[key] = buffer.WrittenSpan.ToArray();
                else if (!buffer.WrittenSpan.SequenceEqual(old))
                {
                    changed.Add((key, Changed(Parse(old), Parse(buffer.WrittenSpan))));
                    texts[key] = buffer.WrittenSpan.ToArray();
                }
            }
            return changed;
        }

        private static JsonObject Parse(ReadOnlySpan<byte> text) => JsonNode.Parse(text)!.AsObject();

        private static JsonObject Changed(JsonObject old, JsonObject now)
        {
            var set = new JsonObject();
            foreach (var (name, value) in now)
                if (!JsonNode.DeepEquals(old[name], value))
                    set[name] = SweepChanges.HasFields(name) && old[name] is JsonObject before
                        && value is JsonObject after
                        ? Changed(before, after)
                        : value?.DeepClone();
            return set;
        }
    }
}
