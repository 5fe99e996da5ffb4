using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.Sweeps;

/// <summary>What a sweep saved by training no phase twice.</summary>
internal static class SharedTraining
{
    /// <summary>
    /// Seconds of one worker, at the mean rates of the sweep's phases at each resolution; null where nothing is saved,
    /// or a rate is not known.
    /// </summary>
    public static double? SecondsSaved(SweepRecord record)
    {
        var rates = Rates(record);
        var through = record.Experiments.SelectMany(e => record.Path(e).Select(p => (p.Key, e.Status)))
            .ToLookup(step => step.Key, step => step.Status);
        var saved = record.Shares.Select(share => (Phase: record.Phases[share.Phase], Share: share))
            .GroupBy(p => p.Phase.Resolution, p => Reused(p.Phase, p.Share, [.. through[p.Phase.Key]]))
            .Select(g => (Resolution: g.Key, Images: g.Sum())).Where(s => s.Images > 0).ToArray();
        return saved.Length == 0 || saved.Any(s => !rates.ContainsKey(s.Resolution))
            ? null
            : saved.Sum(s => s.Images / rates[s.Resolution]);
    }

    /// <summary>Resolution to the mean rate of the sweep's phases there.</summary>
    private static Dictionary<int, double> Rates(SweepRecord record) => record.Shares
        .Select(n => record.Phases[n.Phase]).Where(p => p.ImagesPerSecond > 0)
        .GroupBy(p => p.Resolution).ToDictionary(g => g.Key, g => g.Average(p => p.ImagesPerSecond));

    /// <summary>Images of a phase that were asked for, and not trained for the sweep, left, paused or given up.</summary>
    private static long Reused(PhaseRow phase, SweepPhaseRow share, ExperimentStatus[] experiments)
    {
        if (experiments.Length == 0)                                            // left by a copy of another experiment,
            return -SweepViews.Trained(share, phase);                           // whose phases count as that one's
        var missing = experiments.Count(s => s is ExperimentStatus.Diverged or ExperimentStatus.Failed
            or ExperimentStatus.Cancelled or ExperimentStatus.Paused);
        var left = experiments.Contains(ExperimentStatus.Queued) ? phase.ImagesUncounted : 0;
        var missed = missing * (share.TrainsTo is { } at ? Math.Max(0, phase.End - at) : phase.ImagesUncounted);
        return Math.Max(0, experiments.Length * phase.Images - SweepViews.Trained(share, phase) - left - missed);
    }
}
