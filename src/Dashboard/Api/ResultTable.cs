using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>A sweep's results side by side, as in the paper's table 1.</summary>
internal static class ResultTable
{
    /// <summary>
    /// A row for each experiment; where some repeat others with other seeds, one for each configuration.
    /// </summary>
    public static ComparisonTable Of(SweepView sweep)
    {
        var entries = sweep.Experiments.ToImmutableSortedDictionary(
            e => e.Number, e => Entry(e, sweep.Summary));
        var (floor, untrained, extractor) = (sweep.FloorSwd, sweep.UntrainedSwd, sweep.Summary.Objective.Extractor);
        return sweep.Points.IsEmpty
            ? ComparisonTable.Of(entries.Values, floor, untrained, extractor)
            : ComparisonTable.Of(sweep.Points.OrderBy(p => p.Experiments[0]).Select(p =>
                new ComparisonPoint(p.Name, [.. p.Experiments.Select(n => entries[n])])), floor, untrained, extractor);
    }

    private static ComparisonEntry Entry(ExperimentSummary experiment, SweepSummary sweep) =>
        experiment is { Status: ExperimentStatus.Finished, Swd: { } swd } && swd.Resolution == sweep.Resolution
            && sweep.Objective != SweepObjective.None
            ? new ComparisonEntry(experiment.Id, experiment.Name, experiment.TotalImages,
                swd with { Nimg = Math.Min(swd.Nimg, experiment.TotalImages) }, null)
            : new ComparisonEntry(
                experiment.Id, experiment.Name, experiment.TotalImages, null, WhyMissing(experiment, sweep));

    private static string WhyMissing(ExperimentSummary experiment, SweepSummary sweep) => experiment.Status switch
    {
        ExperimentStatus.Finished => sweep.Objective.WhyUnranked() ?? "finished without SWD",
        ExperimentStatus.Queued when experiment.Nimg == 0 => "waits",
        ExperimentStatus.Queued => $"waits, {Share(experiment)} trained",
        ExperimentStatus.Paused => $"paused, {Share(experiment)} trained",
        ExperimentStatus.Training => $"in training, {Share(experiment)} done",
        var status =>
            experiment.Reason is { } reason ? $"{Readable.Status(status)}: {reason}" : Readable.Status(status),
    };

    private static string Share(ExperimentSummary experiment) =>
        $"{(int)(100 * Math.Min(experiment.Nimg / (double)experiment.TotalImages, 1))} %";
}
