using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Storage;
using PgGanLab.Grains.Storage.Rows;
using PgGanLab.Growth.Leases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>Gives a phase to a worker, on record.</summary>
internal static class Leasing
{
    /// <returns>What to train, or null when the phase can't be had now.</returns>
    public static async Task<TrainingPlan?> TryLease(LabDbContext db, PhaseRow phase, string worker, DateTimeOffset now)
    {
        var expired = phase.Lease;
        if (phase.Status is PhaseStatus.Diverged or PhaseStatus.Failed
            || LeaseRules.Acquire(expired, phase.LastToken, worker, now) is not { } lease
            || await EvaluationPlanning.For(db, phase, now) is not { } evaluation
            || await StartingPoint.Find(db, phase) is not { } start)
            return null;
        var incarnation = await db.Workers.Where(w => w.Name == worker).Select(w => w.Incarnation).SingleOrDefaultAsync();
        phase.Take(lease, incarnation, evaluation.MeasureReferences);
        phase.Nimg = start.Nimg(phase);
        if (expired is not null)
            db.Note(now, "lease-expired", phase.Key, $"Worker {expired.Worker} was not heard of; {worker} goes on at {At(phase.Nimg)} images.");
        return await Plan(db, phase, lease, start, evaluation);
    }

    private static async Task<TrainingPlan> Plan(LabDbContext db, PhaseRow phase, Lease lease, StartingPoint start, EvaluationPlan evaluation)
    {
        var recipe = await db.Recipes.SingleAsync(r => r.Phase == phase.Key);
        return new TrainingPlan
        {
            Phase = phase.Key,
            Parent = phase.Parent,
            Token = lease.Token,
            RecipeJson = recipe.Text,
            Dataset = recipe.Dataset,
            StartFrom = start.Checkpoint?.ToView(),
            Evaluation = evaluation,
        };
    }

    private static string At(long nimg) => nimg.ToString(CultureInfo.InvariantCulture);
}
