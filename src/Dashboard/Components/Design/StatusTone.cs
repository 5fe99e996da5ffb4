using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>The colour of each status: one word of the design for every enum.</summary>
public static class StatusTone
{
    /// <summary>A worker that is drained or taken out, whatever it does at the moment.</summary>
    public static string Of(Worker worker) => worker switch
    {
        { Status: WorkerStatus.Gone } => "cancelled",
        { Hold.Kind: WorkerHoldKind.TakenOut } => "failed",
        { Hold: not null } => "diverged",
        _ => Of(worker.Status),
    };

    public static string Of(Enum status) => status switch
    {
        SweepStatus.Running or ExperimentStatus.Training or PhaseStatus.Training or WorkerStatus.Training => "training",
        SweepStatus.Finished or ExperimentStatus.Finished or PhaseStatus.Finished => "finished",
        ExperimentStatus.Diverged or PhaseStatus.Diverged => "diverged",
        ExperimentStatus.Failed or PhaseStatus.Failed => "failed",
        SweepStatus.Paused or ExperimentStatus.Paused => "paused",
        SweepStatus.Cancelled or ExperimentStatus.Cancelled or WorkerStatus.Gone => "cancelled",
        SweepStatus.Spent => "diverged",
        _ => "queued",
    };
}
