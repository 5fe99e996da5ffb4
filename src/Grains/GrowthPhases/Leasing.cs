using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>Gives a phase to a worker, on record.</summary>
internal static class Leasing
{
    /// <returns>What to train, or null when the phase can't be had now, by this worker or never by its kind.</returns>
    public static async Task<TrainingPlan?> TryLease(LabDbContext db, PhaseRow phase, string worker, DateTimeOffset now)
    {
        var expired = phase.Lease;
        if (phase.Status is PhaseStatus.Diverged or PhaseStatus.Failed || phase.WaitsAt(now)
            || LeaseRules.Acquire(expired, phase.LastToken, worker, now) is not { } lease
            || await Facts(db, phase.Key, worker, now) is not { IsHeld: false } facts
            || !await HasEndOrIsTakenBack(db, phase, now)
            || await EvaluationPlanning.For(db, phase, now) is not { } evaluation
            || await StartingPoint.Find(db, phase) is not { } start)
            return null;
        var recipe = facts.Recipe;
        if (DeviceNeed.NeedsCuda(recipe.Recipe) && !DeviceKind.IsCuda(WorkerNames.Device(worker)))
            return null;
        phase.Take(lease, facts.Incarnation, evaluation.MeasureReferences, facts.Others);
        phase.Nimg = start.Nimg(phase);
        await TrainingCharges.Settle(db, phase);
        if (expired is not null)
            db.Note(now, "lease-expired", phase.Key,
                $"Worker {expired.Worker} was not heard of; {worker} goes on at {At(phase.Nimg)} images.");
        return Plan(phase, recipe, lease, start, evaluation) with
        {
            Splits = facts.HasSplits ? await Splits(db, phase.Key) : [],
        };
    }

    /// <summary>
    /// Its lease, or another one of the worker, has begun or ended: what the worker has leased shares its time. What it
    /// had before counts as it was shared then, up to the last sign of life.
    /// </summary>
    public static async Task Share(LabDbContext db, string worker, DateTimeOffset now)
    {
        await db.SaveChangesAsync();
        var leased = await db.Phases.Where(p => p.LeaseWorker == worker && p.LeaseExpiresAt > now).ToListAsync();
        foreach (var phase in leased)
            phase.LeaseOthers = leased.Count - 1;
    }

    private static Task<LeaseFacts> Facts(LabDbContext db, string phase, string worker, DateTimeOffset now)
    {
        var host = WorkerNames.Host(worker);
        return db.Recipes.AsNoTracking().Where(r => r.Phase == phase).Select(r => new LeaseFacts(
            r, db.WorkerHolds.Any(h => h.Worker == worker),
            db.Silos.Where(s => s.Host == host).Select(s => s.Incarnation).SingleOrDefault(),
            db.PhaseSplits.Any(s => s.Phase == phase),
            db.Phases.Count(p => p.LeaseWorker == worker && p.Key != phase && p.LeaseExpiresAt > now))).SingleAsync();
    }

    private static async Task<ImmutableArray<PhaseSplit>> Splits(LabDbContext db, string phase)
    {
        var rows = await db.PhaseSplits.Where(s => s.Phase == phase).OrderBy(s => s.Nimg).ThenBy(s => s.Step)
            .ThenByDescending(s => s.After).ToListAsync();
        return [.. rows.Select(r => r.Split)];
    }

    /// <summary>
    /// A finished phase whose end was freed is queued again where somebody wants it: what a retried experiment goes on
    /// from, say.
    /// </summary>
    /// <returns>False where it stays without an end, which nobody wants.</returns>
    private static async Task<bool> HasEndOrIsTakenBack(LabDbContext db, PhaseRow phase, DateTimeOffset now)
    {
        if (phase.Status != PhaseStatus.Finished || await StartingPoint.Newest(db, phase.Key) is { Final: true })
            return true;
        if (!await LostCheckpoints.IsWanted(db, phase.Key))
            return false;
        await PhaseEndings.TrainAgain(db, phase, now);
        return true;
    }

    private static TrainingPlan Plan(
        PhaseRow phase, RecipeRow recipe, Lease lease, StartingPoint start, EvaluationPlan evaluation) => new()
        {
            Phase = phase.Key,
            Parent = phase.Parent,
            Token = lease.Token,
            Recipe = recipe.Recipe,
            Dataset = recipe.Dataset,
            StartFrom = start.Checkpoint,
            Evaluation = evaluation,
        };

    private static string At(long nimg) => nimg.ToString(CultureInfo.InvariantCulture);

    /// <param name="Recipe">What is trained.</param>
    /// <param name="IsHeld">Whether the worker takes no phases.</param>
    /// <param name="Incarnation">The process of its silo.</param>
    /// <param name="HasSplits">Whether some device had no memory for a share of the phase's minibatch.</param>
    /// <param name="Others">How many other phases the worker has leased.</param>
    private sealed record LeaseFacts(
        RecipeRow Recipe, bool IsHeld, string? Incarnation, bool HasSplits, int Others);
}
