using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Learning;

namespace PgGanLab.Growth.Sweeps;

/// <summary>An experiment that a search made earlier, and what came of it.</summary>
/// <param name="Varied">Its settings that differ from the base.</param>
/// <param name="FinalPhase">Key of its last phase.</param>
/// <param name="State">How it stands.</param>
/// <param name="Value">Its SWD, less is better, where all are compared; NaN unless it is finished.</param>
public sealed record TriedExperiment(
    ImmutableSortedDictionary<SettingKey, double> Varied, PhaseKey FinalPhase, TrialState State, double Value)
{
    /// <summary>Whether it is in training or waits for a worker; it may have a value at a rung already.</summary>
    public bool IsOpen { get; init; } = State == TrialState.Running;
}

/// <summary>What a search that learns does next.</summary>
/// <param name="Experiments">The next experiments; none where nothing is left to propose.</param>
/// <param name="IsLast">Whether no more will follow, because the budget or the space ends.</param>
public sealed record SweepProposal(ImmutableArray<PlannedExperiment> Experiments, bool IsLast)
{
    /// <summary>What the sweep found out, where it ends with that; a sentence.</summary>
    public string? Outcome { get; init; }
}

/// <summary>
/// Proposes experiments while others train. What is proposed is a function of the definition, of the dataset, and of
/// what came of the earlier experiments: after a crash the same follows again.
/// </summary>
public static class SweepProposals
{
    /// <summary>Candidates in a row that break a rule or train the same; then the space has no other.</summary>
    private const int MostMisses = 500;

    /// <summary>The next experiments, until <paramref name="parallel"/> or more of them are in training.</summary>
    /// <param name="sweep">A sweep that grows.</param>
    /// <param name="dataset">What it trains on.</param>
    /// <param name="tried">All its experiments so far, by number.</param>
    /// <param name="parallel">How many may be in training at once.</param>
    /// <exception cref="InvalidInputException">A point to try first breaks a rule.</exception>
    public static SweepProposal Next(
        SweepDefinition sweep, DatasetFacts dataset, IReadOnlyList<TriedExperiment> tried, int parallel)
    {
        if (sweep.MoreRepeats is not null)
            return RepeatProposals.Next(sweep, dataset, tried, parallel);
        var search = new LearnedPoints(sweep.Search, sweep.Base);
        var points = Points(sweep, tried);
        var taken = tried.Select(t => t.FinalPhase).ToHashSet();
        var made = ImmutableArray.CreateBuilder<PlannedExperiment>();
        var open = tried.Count(t => t.IsOpen);
        while (open < parallel && tried.Count + made.Count + sweep.Repeats <= sweep.MaxExperiments)
        {
            if (Next(sweep, dataset, search, points, taken, tried.Count + made.Count + 1) is not var (point, next))
                return new SweepProposal(made.ToImmutable(), IsLast: true);
            points.Add(new TriedPoint(point, TrialState.Running, double.NaN));
            made.AddRange(next);
            open += next.Length;
        }
        var isLast = tried.Count + made.Count + sweep.Repeats > sweep.MaxExperiments;
        return new SweepProposal(made.ToImmutable(), isLast);
    }

    /// <summary>With how many results a sweep's search begins to learn.</summary>
    public static int StartupOf(SweepDefinition sweep) =>
        sweep.Search.Learns ? LearnedPoints.StartupOf(sweep.Search) * sweep.Repeats : 1;

    private static (SearchPoint Point, ImmutableArray<PlannedExperiment> Experiments)? Next(
        SweepDefinition sweep, DatasetFacts dataset, LearnedPoints search, List<TriedPoint> points,
        HashSet<PhaseKey> taken, int number)
    {
        foreach (var point in search.Next(points).Take(MostMisses))
            if (Planned(sweep, dataset, point, number) is { } experiments
                && !experiments.Any(e => taken.Contains(e.Phases[^1].Key)))
            {
                taken.UnionWith(experiments.Select(e => e.Phases[^1].Key));
                return (point, experiments);
            }
        return null;
    }

    /// <summary>The point's experiments; null where it breaks a rule: then another is proposed.</summary>
    private static ImmutableArray<PlannedExperiment>? Planned(
        SweepDefinition sweep, DatasetFacts dataset, SearchPoint point, int number)
    {
        try
        {
            return PointExperiments.Of(sweep, dataset, point, number);
        }
        catch (InvalidInputException)
        {
            return null;                            // the plan of the sweep has said so before its launch
        }
    }

    /// <summary>
    /// The points of the experiments. One with several seeds has the mean of those that finished; while one of them is
    /// in training nothing is known of it. One whose seeds were all cancelled was.
    /// </summary>
    private static List<TriedPoint> Points(SweepDefinition sweep, IReadOnlyList<TriedExperiment> tried) =>
    [
        .. tried.Chunk(sweep.Repeats).Select(seeds =>
        {
            var finished = seeds.Where(s => s.State == TrialState.Finished).ToArray();
            var state = seeds.Any(s => s.State is TrialState.Running or TrialState.Paused) ? TrialState.Running
                : finished.Length > 0 ? TrialState.Finished
                : seeds.Any(s => s.State == TrialState.Lost) ? TrialState.Lost
                : TrialState.Cancelled;
            var isSeedOwn = sweep.Repeats == 1
                || sweep.Search.Dimensions.Any(d => d.Setting == PointExperiments.SeedKey);
            var settings = isSeedOwn ? seeds[0].Varied : seeds[0].Varied.Remove(PointExperiments.SeedKey);
            return new TriedPoint(new SearchPoint("", settings), state,
                state == TrialState.Finished ? finished.Average(s => s.Value) : double.NaN);
        }),
    ];
}
