using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>How the kimg that a sweep asked for divide, for its bar and its tiles.</summary>
internal static class KimgShares
{
    /// <summary>Share of some of a sweep's kimg in what it asked for.</summary>
    public static double Of(SweepSummary sweep, double kimg) =>
        sweep.KimgRequested > 0 ? kimg / sweep.KimgRequested : 0;

    /// <summary>
    /// <c>31 % shared</c>, or <c>31 % shared, 12 % given up</c>; <c>nothing shared</c> for less than 1%.
    /// </summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="by">What shared it, if that is to be said.</param>
    public static string Text(SweepSummary sweep, string by = "") =>
        $"{Shared(Of(sweep, sweep.KimgReused))} shared{by}"
        + (sweep.KimgGivenUp > 0 ? $", {Readable.Percent(Of(sweep, sweep.KimgGivenUp))} given up" : "")
        + (sweep.KimgPaused > 0 ? $", {Readable.Percent(Of(sweep, sweep.KimgPaused))} paused" : "");

    private static string Shared(double share) => Math.Round(share * 100) > 0 ? Readable.Percent(share) : "nothing";
}
