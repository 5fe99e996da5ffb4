using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>Honest comparison: only what was measured alike is ranked together (promise 5 of design.md).</summary>
public static class Ranking
{
    /// <summary>
    /// Experiments by SWD, best first, among those measured at the greatest common ground: the highest resolution of all, then the most images shown.
    /// Others are not ranked. A result that is not finite is never ranked. Ties are broken by id.
    /// </summary>
    public static ImmutableArray<RankedResult> Order(IEnumerable<RankedResult> results)
    {
        var finite = results.Where(r => double.IsFinite(r.SwdX1e3)).ToArray();
        if (finite.Length == 0)
            return [];
        var (resolution, nimg, images) = finite.Select(r => (r.Resolution, r.Nimg, r.SwdImages)).Max();
        return
        [
            .. finite.Where(r => r.Resolution == resolution && r.Nimg == nimg && r.SwdImages == images)
                .OrderBy(r => r.SwdX1e3).ThenBy(r => r.Experiment, StringComparer.Ordinal),
        ];
    }
}
