using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>How the kimg that a sweep asked for divide: trained, still to train, saved by the growth tree.</summary>
internal static class KimgShares
{
    /// <summary>
    /// Thousands of images that need no training, because other experiments (or earlier sweeps) train the same phases.
    /// A sweep that was cancelled, or whose experiments are all lost, asked for more than anybody will train; it
    /// saves nothing.
    /// </summary>
    public static double Saved(SweepSummary sweep) =>
        IsGivenUp(sweep)
            ? 0
            : Math.Max(0, sweep.KimgRequested - sweep.KimgTrained - sweep.KimgLeft);

    /// <summary>Whether the kimg that are neither trained nor left were given up.</summary>
    public static bool IsGivenUp(SweepSummary sweep) =>
        sweep.Status == SweepStatus.Cancelled || sweep is { Lost: > 0, Finished: 0, Status: SweepStatus.Finished };

    public static double Of(SweepSummary sweep, double kimg) =>
        sweep.KimgRequested > 0 ? kimg / sweep.KimgRequested : 0;
}
