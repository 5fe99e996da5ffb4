using System.Collections.Immutable;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A sweep's experiments as the points that its stopping rule decides on.</summary>
internal static class SweepRace
{
    /// <param name="policy">The rule.</param>
    /// <param name="experiments">All of the sweep, by number.</param>
    /// <param name="results">What they brought to rungs.</param>
    public static ImmutableArray<RacingPoint> Points(
        StoppingPolicy policy, IReadOnlyCollection<ExperimentRow> experiments, IEnumerable<RungResultRow> results)
    {
        var known = results.ToDictionary(r => (r.Experiment, r.Rung), r => r.Value);
        return [.. experiments.GroupBy(e => policy.PointOf(e.Number)).OrderBy(p => p.Key)
            .Select(seeds => Point(policy, seeds.Key, [.. seeds], known))];
    }

    private static RacingPoint Point(
        StoppingPolicy policy, int index, ExperimentRow[] seeds, Dictionary<(int, int), double?> known)
    {
        var ends = policy.Rungs.Length;
        ExperimentRow[] live = [.. seeds.Where(IsLive)];
        var rung = live.Length > 0 ? live.Min(e => Rung(e, ends)) : seeds.Max(e => e.Rung);
        var values = Enumerable.Range(0, ends).Select(r => seeds.Select(e => known.GetValueOrDefault((e.Number, r)))
            .OfType<double>().DefaultIfEmpty(double.NaN).Average()).ToImmutableArray();
        var state = seeds.Any(e => e.Status == ExperimentStatus.Diverged) ? RacingState.Lost
            : live.Length == 0 ? RacingState.Gone
            : rung < ends && live.All(e => known.ContainsKey((e.Number, rung)) || Rung(e, ends) > rung)
                ? double.IsNaN(values[rung]) ? RacingState.Gone : RacingState.Waiting
            : RacingState.Underway;
        return new RacingPoint(index, rung, state, values);
    }

    /// <summary>Whether the rule may still decide on an experiment: it has not ended without a result.</summary>
    public static bool IsLive(ExperimentRow experiment) => experiment.Status
        is ExperimentStatus.Queued or ExperimentStatus.Paused or ExperimentStatus.Finished;

    private static int Rung(ExperimentRow experiment, int ends) =>
        experiment.Status == ExperimentStatus.Finished ? ends : experiment.Rung;
}
