using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Cli.Output;

/// <summary>Colours of states, the same everywhere (Spectre.Console style names).</summary>
internal static class StatusStyle
{
    public static string Of(ExperimentStatus status) => status switch
    {
        ExperimentStatus.Training => "aqua",
        ExperimentStatus.Finished => "green",
        ExperimentStatus.Paused => "yellow",
        ExperimentStatus.Diverged or ExperimentStatus.Failed => "red",
        _ => "grey",
    };

    public static string Of(SweepStatus status) => status switch
    {
        SweepStatus.Running => "aqua",
        SweepStatus.Finished => "green",
        SweepStatus.Spent => "yellow",
        SweepStatus.Paused => "yellow",
        _ => "grey",
    };

    /// <summary>A sweep that ended without any result is no success.</summary>
    public static string Of(SweepSummary sweep) =>
        sweep is { Status: SweepStatus.Finished, Finished: 0, Lost: > 0 } ? "red" : Of(sweep.Status);

    public static string Of(Worker worker) => worker switch
    {
        { Hold.Kind: WorkerHoldKind.TakenOut } => "red",
        { Hold: not null } => "yellow",
        { Status: WorkerStatus.Training } => "aqua",
        { Status: WorkerStatus.Idle } => "green",
        _ => "grey",
    };
}
