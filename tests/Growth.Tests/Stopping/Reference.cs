using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Tests.Stopping;

/// <summary>What happened to a point: it reached a rung (a value), diverged on the way there (NaN), or ended (null).</summary>
internal sealed record Arrival(int Point, int Rung, double? Value);

/// <summary>
/// Which points may have gone on, written a second time as the papers say it: by counting who is better, over the plain
/// history of a sweep.
/// </summary>
internal sealed class Reference(
    StoppingPolicy policy, IReadOnlyList<Arrival> history, int points, bool areAll, int[] brackets)
{
    private readonly Dictionary<(int Point, int Rung), double?> results =
        history.ToDictionary(a => (a.Point, a.Rung), a => a.Value);
    private readonly HashSet<int> gone = [.. history.Where(a => a.Value is null).Select(a => a.Point)];

    /// <summary>Of the points at a rung, those that the rule lets on now.</summary>
    public SortedSet<int> MayGoOn(int rung, IReadOnlyCollection<(int Point, int Rung)> promoted)
    {
        var on = new SortedSet<int>();
        for (var point = 0; point < points; point++)
        {
            if (Result(point, rung) is not { } value || double.IsInfinity(value))
                continue;
            var others = Enumerable.Range(0, points)
                .Where(o => o != point && Bracket(o) == Bracket(point) && Result(o, rung) is not null)
                .Select(o => (Point: o, Value: Result(o, rung)!.Value)).ToList();
            if (policy.Rule == StoppingRule.Median)
            {
                if (others.Count < policy.Startup || value <= Median(others.ConvertAll(o => o.Value)))
                    on.Add(point);
                continue;
            }
            var better = others.Count(o => o.Value < value || (o.Value == value && o.Point < point));
            var isFull = IsFull(Bracket(point), rung, promoted);
            var places = isFull ? Math.Max(1, (others.Count + 1) / policy.ReductionFactor)
                : policy.Rule is StoppingRule.Halving or StoppingRule.Hyperband ? 0
                : (others.Count + 1) / policy.ReductionFactor;
            if (better < places)
                on.Add(point);
        }
        return on;
    }

    /// <summary>All that come to a rung: at first the whole bracket, then those that the rung before let on.</summary>
    private bool IsFull(int bracket, int rung, IReadOnlyCollection<(int Point, int Rung)> promoted)
    {
        if (!areAll)
            return false;
        var coming = Enumerable.Range(0, points).Where(p => Bracket(p) == bracket).ToList();
        for (var at = bracket; at <= rung; at++)
        {
            if (coming.Exists(p => !results.ContainsKey((p, at)) && !gone.Contains(p)))
                return false;
            coming = coming.FindAll(p => promoted.Contains((p, at)));
        }
        return true;
    }

    private double? Result(int point, int rung) =>
        results.GetValueOrDefault((point, rung)) is { } value
            ? double.IsNaN(value) ? double.PositiveInfinity : value
            : null;

    private static double Median(List<double> values)
    {
        while (values.Count > 2)
        {
            values.Remove(values.Min());
            values.Remove(values.Max());
        }
        return values.Average();
    }

    private int Bracket(int point) => brackets[point];

    /// <summary>The brackets of points: for each, that which is furthest behind its share.</summary>
    public static int[] Brackets(StoppingPolicy policy, int points)
    {
        var rungs = policy.Rungs.Length;
        var shares = Enumerable.Range(0, policy.Brackets).Select(b =>
            Math.Ceiling((rungs + 1) * Math.Pow(policy.ReductionFactor, rungs - b) / (rungs - b + 1))).ToArray();
        var chosen = new List<int>();
        while (chosen.Count < points)
            chosen.Add(Enumerable.Range(0, shares.Length)
                .OrderByDescending(b => shares[b] / shares.Sum() * (chosen.Count + 1) - chosen.Count(c => c == b))
                .ThenBy(b => b).First());
        return [.. chosen];
    }
}
