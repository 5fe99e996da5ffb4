using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A sweep that keeps all rules, or what follows next in one, about to be put on record.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Definition">What its author wrote.</param>
/// <param name="Dataset">What it trains on.</param>
/// <param name="Plan">What follows from both.</param>
internal sealed record AcceptedSweep(string Id, SweepDefinition Definition, DatasetFacts Dataset, SweepPlan Plan)
{
    /// <summary>Experiments that it will have at most, where its search learns.</summary>
    public int? Planned { get; init; }

    /// <summary>What it may use, its end as a moment.</summary>
    public SweepBudget Budget { get; init; } = SweepBudget.None;

    /// <summary>Which experiments train on beyond which rung; null: all.</summary>
    public StoppingPolicy? Stopping { get; init; }

    /// <summary>What the search knew when it proposed the plan; null where it doesn't learn.</summary>
    public SearchDecision? Decision { get; init; }
}

/// <summary>A phase that earlier sweeps left, as a new sweep finds it.</summary>
/// <param name="Row">How it stands.</param>
/// <param name="IsOwned">Whether a running sweep counts its training.</param>
/// <param name="IsAwaited">Whether an experiment that has not ended goes through it.</param>
/// <param name="Measured">The measurements at its nimg.</param>
internal sealed record EarlierPhase(PhaseRow Row, bool IsOwned, bool IsAwaited, Measurement[] Measured)
{
    /// <summary>What is on record of a plan's phases, before it adds its own.</summary>
    public static async Task<Dictionary<string, EarlierPhase>> Load(
        LabDbContext db, ImmutableArray<GrowthTreeNode> nodes)
    {
        var keys = nodes.Select(n => n.Phase.Key.Value).ToArray();
        var running = db.Sweeps.Where(s => s.Status == SweepStatus.Running).Select(s => s.Id);
        return await db.Phases.Where(p => EF.Parameter(keys).Contains(p.Key)).Select(p => new EarlierPhase(
                p,
                db.SweepPhases.Any(n => n.Phase == p.Key && n.TrainsFrom != null && n.TrainsTo == null
                    && running.Contains(n.SweepId)),
                db.ExperimentPhases.Any(step => step.Phase == p.Key && db.Experiments.Any(e =>
                    e.Id == step.ExperimentId
                        && (e.Status == ExperimentStatus.Queued || e.Status == ExperimentStatus.Paused))),
                db.Swd.Where(s => s.Phase == p.Key && s.Nimg == p.Nimg).Select(s => s.Swd).ToArray()))
            .ToDictionaryAsync(p => p.Row.Key);
    }

    /// <summary>Whether its training counts for the new sweep; not where there is nothing to train for it.</summary>
    public bool Counts =>
        (!IsOwned || IsHandedOver) && Row.Status is not (PhaseStatus.Finished or PhaseStatus.Diverged);

    /// <summary>
    /// Whether the sweep that counts its training is done with it: every experiment of it that goes through it has
    /// ended, as behind a phase that diverged.
    /// </summary>
    public bool IsHandedOver => IsOwned && !IsAwaited && Row.Status != PhaseStatus.Finished;

    /// <summary>Whether the bounds of the guard of a new sweep become its own.</summary>
    public bool TakesGuard => Row.Status != PhaseStatus.Finished && !IsAwaited;

    /// <summary>Whether an experiment of the sweep that ends with it, or waits at a rung there, is done.</summary>
    public bool IsMeasured(int resolution, SweepRow sweep) =>
        Row.Status == PhaseStatus.Finished && (!ExperimentEndings.NeedsSwd(resolution)
            || Measured.Any(m => m.Images == sweep.SwdImages && sweep.Objective.IsSeen(m)));
}
