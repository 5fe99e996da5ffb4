using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Results;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>How long a sweep still takes with the workers that train for it now.</summary>
internal static class SweepTime
{
    /// <summary>
    /// Seconds, each resolution at its own rate: 16x16 is slower than 4x4. Null while nobody trains or no rate is
    /// known.
    /// </summary>
    public static double? SecondsLeft(SweepView sweep)
    {
        var workers = sweep.Tree.Count(n => n.Phase.Status == PhaseStatus.Training);
        var rates = sweep.Tree.Select(n => n.Phase).Where(p => p.ImagesPerSecond > 0)
            .GroupBy(p => p.Resolution).ToDictionary(g => g.Key, g => g.Average(p => p.ImagesPerSecond));
        return workers == 0 ? null : TimeLeft.Seconds(Left(sweep), rates) / workers;
    }

    /// <summary>
    /// Real images still to train by resolution, each phase once; what leads to no result is not trained.
    /// </summary>
    private static IEnumerable<(int Resolution, long Images)> Left(SweepView sweep)
    {
        var open = sweep.Experiments
            .Where(e => e.Status is ExperimentStatus.Queued or ExperimentStatus.Training)
            .Select(e => e.Number).ToHashSet();
        return sweep.Tree
            .Where(n => n.Phase.Status is PhaseStatus.Queued or PhaseStatus.Training)
            .Where(n => n.Experiments.Any(open.Contains))
            .Select(n => (n.Phase.Resolution, n.Phase.End - n.Phase.Nimg));
    }
}
