using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>
/// How a sweep stands, in a word that is honest: one that ended without any result has failed, and one that lost
/// experiments says so.
/// </summary>
public static class SweepState
{
    /// <summary>What people read: <c>Running</c>, <c>Finished, 2 lost</c>.</summary>
    public static string Word(SweepSummary sweep) => sweep switch
    {
        { Status: SweepStatus.Finished, Finished: 0, Lost: > 0 } => "Failed",
        { Status: SweepStatus.Finished, Lost: > 0 } => $"Finished, {Readable.Count(sweep.Lost)} lost",
        _ => sweep.Status.ToString(),
    };

    /// <summary>What sweeps are chosen by: <c>running</c>, <c>failed</c>.</summary>
    public static string Kind(SweepSummary sweep) => sweep switch
    {
        { Status: SweepStatus.Finished, Finished: 0, Lost: > 0 } => "failed",
        _ => sweep.Status.ToString().ToLowerInvariant(),
    };

    /// <summary>The name of its colour.</summary>
    public static string Tone(SweepSummary sweep) => sweep switch
    {
        { Status: SweepStatus.Finished, Finished: 0, Lost: > 0 } => "failed",
        { Status: SweepStatus.Finished, Lost: > 0 } => "diverged",
        _ => Design.StatusTone.Of(sweep.Status),
    };
}
