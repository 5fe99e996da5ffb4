using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Ends sweeps that have used up their budgets, and lets them go on when these are raised.</summary>
internal static class SweepBudgets
{
    /// <summary>
    /// Ends every running sweep that has reached a limit. Its experiments stay as they are, only nobody trains for it
    /// any more: the scheduler stops what runs, at a snapshot.
    /// </summary>
    /// <returns>Ids of the sweeps that it ended.</returns>
    public static async Task<string[]> EndSpent(LabDatabase database, DateTimeOffset now)
    {
        var spent = await database.Read(db => Spent(db, now));
        return spent.Count == 0 ? [] : await database.Write(async db =>
        {
            var ended = await Spent(db, now);
            foreach (var (sweep, limit) in ended)
            {
                db.Note(now, "sweep-spent", sweep.Id, $"Ended by its budget: {limit}.");
                await SweepEndings.End(db, sweep, SweepStatus.Spent, now);
                sweep.Spent = limit;
            }
            return ended.Select(e => e.Sweep.Id).ToArray();
        });
    }

    /// <summary>Changes a sweep's budget; see <see cref="ISweepGrain.SetBudget"/>.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="sweepId">Which sweep.</param>
    /// <param name="budget">With its end as a moment.</param>
    /// <param name="now">The time.</param>
    public static async Task Set(LabDbContext db, string sweepId, SweepBudget budget, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
            ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        sweep.Budget = budget == SweepBudget.None ? null : budget;
        if (sweep.Status == SweepStatus.Spent)
        {
            if (budget.Spent((await Uses(db, [sweep], now))[sweep.Id]) is { } limit)
                throw new WrongStateException(
                    $"Sweep '{sweepId}' could not go on with this budget: {limit} are used; raise it further.");
            await GoOn(db, sweep, now);
        }
        var text = budget == SweepBudget.None ? "none" : budget.Write().ToJsonString();
        db.Note(now, "sweep-budget", sweepId, $"Its budget is {text} now.");
        await SweepEndings.CloseFinished(db, now);
    }

    /// <summary>A sweep that has ended is not started again only to be ended by its budget.</summary>
    /// <exception cref="WrongStateException">It would be.</exception>
    public static async Task RefuseUsedUp(LabDbContext db, SweepRow sweep, DateTimeOffset now)
    {
        if (sweep is { Status: not SweepStatus.Running, Budget: { } budget }
            && budget.Spent((await Uses(db, [sweep], now))[sweep.Id]) is { } limit)
            throw new WrongStateException($"Sweep '{sweep.Id}' has used up its budget ({limit}); raise that first.");
    }

    /// <summary>
    /// What was trained or lost for other sweeps meanwhile has been seen by its experiments already; its stopping rule
    /// decides on it now.
    /// </summary>
    private static async Task GoOn(LabDbContext db, SweepRow sweep, DateTimeOffset now)
    {
        var waiting = db.Experiments.Where(e => e.SweepId == sweep.Id
            && (e.Status == ExperimentStatus.Queued || e.Status == ExperimentStatus.Paused));
        var phases = await db.ExperimentPhases.Where(step => waiting.Any(e => e.Id == step.ExperimentId))
            .Select(step => step.Phase).Distinct().ToArrayAsync();
        await SweepRetry.FindDataset(db, sweep, phases);
        await SweepEndings.Reopen(db, sweep, now);
        await SweepStopping.Advance(db, sweep, now);
    }

    /// <summary>Running sweeps that have reached a limit, each with which.</summary>
    private static async Task<List<(SweepRow Sweep, string Limit)>> Spent(LabDbContext db, DateTimeOffset now)
    {
        var limited = await db.Sweeps.Where(s => s.Status == SweepStatus.Running && s.Budget != null).ToListAsync();
        if (limited.Count == 0)
            return [];
        var uses = await Uses(db, limited, now);
        return
        [
            .. limited.Select(s => (Sweep: s, Limit: s.Budget!.Spent(uses[s.Id]))).Where(s => s.Limit is not null)
                .Select(s => (s.Sweep, s.Limit!)),
        ];
    }

    private static async Task<Dictionary<string, BudgetUse>> Uses(
        LabDbContext db, List<SweepRow> sweeps, DateTimeOffset now)
    {
        var ids = sweeps.Where(s => s.Budget is { Kimg: not null } or { DeviceHours: not null }).Select(s => s.Id)
            .ToArray();                                                         // others are limited by time alone
        var shares = await db.SweepPhases
            .Where(n => EF.Parameter(ids).Contains(n.SweepId) && n.TrainsFrom != null)
            .Join(db.Phases, n => n.Phase, p => p.Key, (share, phase) => new { share, phase })
            .AsNoTracking().ToListAsync();
        var bySweep = shares.ToLookup(s => s.share.SweepId);
        return sweeps.ToDictionary(s => s.Id, s => new BudgetUse(
            bySweep[s.Id].Sum(n => Trained(n.share, n.phase)) / 1000.0,
            bySweep[s.Id].Sum(n => n.share.HeldSeconds(n.phase)) / 3600,
            s.SecondsRunAt(now) / 3600, now));
    }

    /// <summary>What counts as trained, and what will once it is stored.</summary>
    private static long Trained(SweepPhaseRow share, PhaseRow phase) => share.TrainsFrom is { } from
        ? Math.Max(0, Math.Min(share.TrainsTo ?? Math.Max(phase.Stored, phase.Nimg), phase.End) - from)
        : 0;
}
