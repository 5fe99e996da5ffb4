using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>Honest comparison: only what was measured alike is ranked together (promise 5 of design.md).</summary>
public static class Ranking
{
    /// <summary>
    /// Experiments by SWD, best first, at one common ground of the highest resolution: the end at which most experiments are or will be measured, their own or one that they
    /// pass, where that is more than half of them; else the point that most have passed. Of equals, the one with more images shown. Whoever was not measured there is not
    /// ranked. A result that is not finite is never ranked. Ties are broken by id.
    /// </summary>
    public static ImmutableArray<RankedResult> Order(IEnumerable<Contender> contenders)
    {
        var all = contenders.ToArray();
        var finite = all.SelectMany(c => c.Results).Where(r => double.IsFinite(r.SwdX1e3)).ToArray();
        if (finite.Length == 0)
            return [];
        var resolution = finite.Max(r => r.Resolution);
        var points = finite.Where(r => r.Resolution == resolution).ToLookup(r => new Point(r.Nimg, r.SwdImages));
        var compared = MostlyAwaited(points, all) ?? points.OrderByDescending(p => p.Count()).ThenByDescending(p => p.Key).First();
        return [.. compared.OrderBy(r => r.SwdX1e3).ThenBy(r => r.Experiment, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Points by the mean SWD over their ranked seeds, best first; ties are broken by name. A point of which only some seeds are ranked yet is compared by these, so whoever
    /// shows it says how many they are.
    /// </summary>
    /// <param name="ranked">What <see cref="Order"/> gave: all measured at one ground.</param>
    /// <param name="pointOf">Experiment id to the name of its point.</param>
    public static ImmutableArray<RankedPoint> Points(IEnumerable<RankedResult> ranked, Func<string, string> pointOf) =>
    [
        .. ranked.GroupBy(r => pointOf(r.Experiment), StringComparer.Ordinal).Select(seeds => new RankedPoint(seeds.Key, [.. seeds]))
            .OrderBy(p => p.SwdX1e3.Mean).ThenBy(p => p.Point, StringComparer.Ordinal),
    ];

    /// <summary>The end at which more than half are or will be measured; null where there is none.</summary>
    private static IGrouping<Point, RankedResult>? MostlyAwaited(ILookup<Point, RankedResult> points, Contender[] all)
    {
        var planned = all.ToDictionary(c => c.Experiment, c => c.PlannedNimg);
        var ends = all.ToLookup(c => c.PlannedNimg);
        return points.Where(p => ends.Contains(p.Key.Nimg))
            .Select(p => (Point: p, Awaited: ends[p.Key.Nimg].Count() + p.Count(r => planned[r.Experiment] != p.Key.Nimg)))
            .Where(p => 2 * p.Awaited > all.Length)
            .OrderByDescending(p => p.Awaited).ThenByDescending(p => p.Point.Count()).ThenByDescending(p => p.Point.Key)
            .Select(p => p.Point).FirstOrDefault();
    }

    private readonly record struct Point(long Nimg, int SwdImages) : IComparable<Point>
    {
        public int CompareTo(Point other) => (Nimg, SwdImages).CompareTo((other.Nimg, other.SwdImages));
    }
}
