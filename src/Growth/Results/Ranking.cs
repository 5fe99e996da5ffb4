using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>One experiment with everything that a ranking can compare of it.</summary>
/// <param name="Experiment">Its id.</param>
/// <param name="PlannedNimg">Real images that it is shown in all.</param>
/// <param name="IsLost">It ended without a result, so it is never ranked, whatever was measured on its way.</param>
/// <param name="Path">Its phases in order.</param>
public sealed record Contender(string Experiment, long PlannedNimg, bool IsLost, ImmutableArray<MeasuredPhase> Path);

/// <summary>What was measured in one phase of an experiment's path.</summary>
/// <param name="End">Planned real images after it.</param>
/// <param name="EndedAt">Real images after it, which whole minibatches bring past the plan; null
/// until it is finished.</param>
/// <param name="Swd">Its measurements: all of the last phase of a path, the latest of each phase before.</param>
public sealed record MeasuredPhase(long End, long? EndedAt, ImmutableArray<Measurement> Swd);

/// <summary>An experiment in a ranking.</summary>
/// <param name="Experiment">Its id.</param>
/// <param name="Swd">The measurement that its rank stands for.</param>
/// <param name="Score">What the rank goes by, lower is better: the SWD's average unless the sweep's objective says
/// otherwise.</param>
public sealed record RankedExperiment(string Experiment, Measurement Swd, double Score);

/// <summary>A point of a search in a ranking: the same configuration, different seeds.</summary>
/// <param name="Point">Its name.</param>
/// <param name="Rank">1 for the best.</param>
/// <param name="Mean">The mean over its ranked seeds, which decides its rank; MS-SSIM only where
/// each of them has it.</param>
/// <param name="StandardError">Of the mean's average; null for a single seed, which says nothing about it.</param>
public sealed record RankedPoint(string Point, int Rank, Measurement Mean, double? StandardError);

/// <summary>Honest comparison: only what was measured alike is ranked together (promise 5 of design.md).</summary>
public static class Ranking
{
    /// <summary>
    /// Experiments by score, best first, at one common ground of the highest resolution: the end at which most
    /// experiments are or will be measured, their own or one that they pass, where that is more than half of them; else
    /// the point that most have passed. Of equals, the one with more images shown. Whoever was not measured there is
    /// not ranked, and neither is a result that is not finite. Ties are broken by id.
    /// </summary>
    /// <param name="contenders">The experiments of a sweep.</param>
    /// <param name="score">What a measurement is ranked by, lower is better; SWD's average where it is null.</param>
    public static ImmutableArray<RankedExperiment> Order(
        IReadOnlyCollection<Contender> contenders, Func<Measurement, double>? score = null)
    {
        score ??= swd => swd.Average;
        var ends = Ends(contenders);
        var racing = contenders.Where(c => !c.IsLost).ToArray();
        var results = racing.SelectMany(c => Results(c, ends)).Where(r => double.IsFinite(score(r.Swd))).ToArray();
        if (results.Length == 0)
            return [];
        var resolution = results.Max(r => r.Swd.Resolution);
        var grounds = results.Where(r => r.Swd.Resolution == resolution).ToLookup(r => r.Ground);
        var common = MostlyAwaited(grounds, racing)
            ?? grounds.OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First();
        return
        [
            .. common.Select(r => new RankedExperiment(r.Experiment, r.Swd, score(r.Swd)))
                .OrderBy(r => r.Score).ThenBy(r => r.Experiment, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Points by the mean score over their ranked seeds, best first; ties are broken by name. A point of which only some
    /// seeds are ranked yet is compared by these, so whoever shows it says how many they are.
    /// </summary>
    /// <param name="ranked">What <see cref="Order"/> gave: all measured at one ground.</param>
    /// <param name="pointOf">Experiment id to the name of its point.</param>
    public static ImmutableArray<RankedPoint> Points(
        IEnumerable<RankedExperiment> ranked, Func<string, string> pointOf) =>
    [
        .. ranked.GroupBy(r => pointOf(r.Experiment), StringComparer.Ordinal)
            .Select(seeds => (
                Point: seeds.Key, Score: seeds.Average(r => r.Score),
                Seeds: new SeededMeasurement([.. seeds.Select(r => r.Swd)])))
            .OrderBy(p => p.Score).ThenBy(p => p.Point, StringComparer.Ordinal)
            .Select((p, index) =>
                new RankedPoint(p.Point, index + 1, p.Seeds.MeanOfAll, p.Seeds.StandardErrors?.Average)),
    ];

    /// <summary>Where finished experiments were to end and where they did end, the longest first.</summary>
    private static PassedEnd[] Ends(IEnumerable<Contender> contenders) =>
    [
        .. contenders.Select(c => c.Path.LastOrDefault()).Where(last => last?.EndedAt is not null)
            .Select(last => new PassedEnd(last!.End, last.EndedAt!.Value)).Distinct()
            .OrderByDescending(e => e.Planned).ThenByDescending(e => e.Passed),
    ];

    /// <summary>A contender's measurements, one for each ground: the first that was made there.</summary>
    private static IEnumerable<Result> Results(Contender contender, PassedEnd[] ends) => contender.Path
        .SelectMany(phase => phase.Swd.Select(swd =>
            new Result(contender.Experiment, new Ground(ComparedAt(phase, swd, ends), swd.Images), swd)))
        .GroupBy(r => (r.Swd.Resolution, r.Ground)).Select(same => same.MinBy(r => r.Swd.Nimg)!);

    /// <summary>
    /// At a phase's end the planned nimg counts, since experiments with different minibatches pass the same plan by
    /// different parts of a minibatch. So does a measurement on the way that has passed another experiment's planned
    /// end by no more than that one has.
    /// </summary>
    private static long ComparedAt(MeasuredPhase phase, Measurement swd, PassedEnd[] ends)
    {
        if (swd.Nimg >= phase.End)
            return phase.End;
        return Array.Find(ends, e => e.Planned <= swd.Nimg && swd.Nimg <= e.Passed)?.Planned ?? swd.Nimg;
    }

    /// <summary>The end at which more than half are or will be measured; null where there is none.</summary>
    private static IGrouping<Ground, Result>? MostlyAwaited(ILookup<Ground, Result> grounds, Contender[] racing)
    {
        var planned = racing.ToDictionary(c => c.Experiment, c => c.PlannedNimg);
        var ends = racing.ToLookup(c => c.PlannedNimg);
        return grounds.Where(g => ends.Contains(g.Key.Nimg))
            .Select(g =>
                (Ground: g, Awaited: ends[g.Key.Nimg].Count() + g.Count(r => planned[r.Experiment] != g.Key.Nimg)))
            .Where(g => 2 * g.Awaited > racing.Length)
            .OrderByDescending(g => g.Awaited).ThenByDescending(g => g.Ground.Count())
            .ThenByDescending(g => g.Ground.Key)
            .Select(g => g.Ground).FirstOrDefault();
    }

    private sealed record PassedEnd(long Planned, long Passed);

    private sealed record Result(string Experiment, Ground Ground, Measurement Swd);

    /// <summary>What must be equal, besides the resolution, for two measurements to be compared.</summary>
    private readonly record struct Ground(long Nimg, int Images) : IComparable<Ground>
    {
        public int CompareTo(Ground other) => (Nimg, Images).CompareTo((other.Nimg, other.Images));
    }
}
