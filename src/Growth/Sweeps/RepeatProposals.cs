using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Learning;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// Gives seeds to the points between which the ranking is undecided, until the best is the best with the confidence
/// that was asked for. What it does is a function of the definition and of what came of the earlier experiments.
/// </summary>
internal static class RepeatProposals
{
    /// <inheritdoc cref="SweepProposals.Next(SweepDefinition, DatasetFacts, IReadOnlyList{TriedExperiment}, int)"/>
    public static SweepProposal Next(
        SweepDefinition sweep, DatasetFacts dataset, IReadOnlyList<TriedExperiment> tried, int parallel)
    {
        if (tried.Count == 0)
            return new SweepProposal([.. SweepExpansion.Of(sweep, dataset).Experiments], IsLast: false);
        var points = Points(tried);
        var isPaused = tried.Any(t => t.State == TrialState.Paused);
        if (tried.Take(points.Length * sweep.Repeats).Any(t => t.State is TrialState.Running or TrialState.Paused))
            return new SweepProposal([], IsLast: false);
        var open = tried.Count(t => t.State == TrialState.Running);
        RepeatedPoint[] ranked = [.. points.Where(p => !p.Values.IsEmpty)];
        if (ranked.Length == 0)
            return new SweepProposal([], IsLast: true) { Outcome = "No point has a result." };
        var estimates = ranked.Select(p => SeedEstimate.Of(p.Values)).ToArray();
        var (best, certainty) = (ranked[SeedContest.Best(estimates)], SeedContest.Certainty(estimates));
        if (certainty >= sweep.MoreRepeats!.Confidence)
            return new SweepProposal([], IsLast: open == 0 && !isPaused)
            {
                Outcome = open == 0 && !isPaused ? Decided(best, certainty) : null,
            };
        var made = ImmutableArray.CreateBuilder<PlannedExperiment>();
        Expect(ranked, estimates);
        while (open + made.Count < parallel && tried.Count + made.Count < sweep.MaxExperiments
            && Neediest(ranked, estimates, sweep.MoreRepeats.Most) is { } i)
        {
            made.Add(PointExperiments.Seed(
                sweep, dataset, Point(sweep, ranked[i]), ranked[i].Seeds, tried.Count + made.Count + 1));
            ranked[i] = ranked[i] with { Seeds = ranked[i].Seeds + 1 };
            estimates[i] = estimates[i] with { Seeds = estimates[i].Seeds + 1 };
        }
        var isLast = open + made.Count == 0 && !isPaused;
        return new SweepProposal(made.ToImmutable(), isLast)
        {
            Outcome = isLast ? Undecided(best, certainty) : null,
        };
    }

    /// <summary>Most experiments that a sweep with this many points can have.</summary>
    public static int Most(SweepDefinition sweep, int points) =>
        (int)Math.Min((long)points * sweep.MoreRepeats!.Most, sweep.MaxExperiments);

    /// <summary>Seeds in training count as if they had ended with the mean so far.</summary>
    private static void Expect(RepeatedPoint[] points, SeedEstimate[] estimates)
    {
        for (var i = 0; i < points.Length; i++)
            estimates[i] = estimates[i] with { Seeds = estimates[i].Seeds + points[i].Running };
    }

    /// <summary>
    /// Of the best and the rival that is most likely better than it, the one whose mean one more seed makes more
    /// certain; of other rivals where both have all seeds that they may have. Null where nobody can get one.
    /// </summary>
    private static int? Neediest(RepeatedPoint[] points, SeedEstimate[] estimates, int most)
    {
        var best = SeedContest.Best(estimates);
        var rivals = Enumerable.Range(0, points.Length).Where(i => i != best)
            .OrderByDescending(i => estimates[i].ProbabilityBelow(estimates[best])).ThenBy(i => i);
        foreach (var rival in rivals)
            if (new[] { best, rival }.Where(i => points[i].Seeds < most)
                .OrderByDescending(i => estimates[i].Gain).ThenBy(i => i).Cast<int?>().FirstOrDefault() is { } needy)
                return needy;
        return null;
    }

    private static RepeatedPoint[] Points(IReadOnlyList<TriedExperiment> tried) =>
    [
        .. tried.Select((t, i) => (Number: i + 1, Tried: t, Settings: t.Varied.Remove(PointExperiments.SeedKey)))
            .GroupBy(t => string.Join('\n', t.Settings.Select(s => Invariant($"{s.Key}={s.Value:R}"))))
            .Select(seeds => new RepeatedPoint(
                seeds.First().Number, seeds.First().Settings, seeds.Count(),
                seeds.Count(s => s.Tried.State == TrialState.Running),
                [.. seeds.Where(s => s.Tried.State == TrialState.Finished).Select(s => s.Tried.Value)])),
    ];

    /// <summary>With the name that its author gave it in a list of points.</summary>
    private static SearchPoint Point(SweepDefinition sweep, RepeatedPoint point) =>
        sweep.Search.Listed.FirstOrDefault(p => p.Settings.SequenceEqual(point.Settings))
        ?? new SearchPoint("", point.Settings);

    private static string Decided(RepeatedPoint best, double certainty) =>
        Invariant($"The configuration of #{best.First} is the best with {SeedContest.Words(certainty)} confidence, after ")
        + $"{Readable.Plural(best.Seeds, "seed")}.";

    private static string Undecided(RepeatedPoint best, double certainty) =>
        Invariant($"The configuration of #{best.First} has the best mean, with {SeedContest.Words(certainty)} ")
        + "confidence: no point may get more seeds.";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A point with all seeds that it got.</summary>
    /// <param name="First">Number of its first experiment.</param>
    /// <param name="Settings">What it varies, without the seed.</param>
    /// <param name="Seeds">How many it got.</param>
    /// <param name="Running">How many of them are in training.</param>
    /// <param name="Values">Results of those that have one.</param>
    private sealed record RepeatedPoint(
        int First, ImmutableSortedDictionary<SettingKey, double> Settings, int Seeds, int Running,
        ImmutableArray<double> Values);
}
