using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Holds experiments at the rungs of their sweep's stopping rule and lets them on, in the transaction of the result
/// that decides it (promise 4 of design.md). What was known and who went on is on record; nothing else decides.
/// </summary>
internal static class SweepStopping
{
    /// <summary>A phase was measured on its way: running sweeps that have a rung there decide what follows.</summary>
    /// <returns>How many experiments came to a rung.</returns>
    public static Task<int> AfterMeasurement(
        LabDbContext db, string phase, Measurement swd, DateTimeOffset now) =>
        After(db, phase, rung => rung.Within is not null && rung.Resolution == swd.Resolution
            && rung.Nimg <= swd.Nimg, now);

    /// <summary>A phase ended: the running sweeps that have it decide what follows.</summary>
    /// <returns>How many experiments came to a rung.</returns>
    public static Task<int> AfterPhase(LabDbContext db, string phase, DateTimeOffset now) =>
        After(db, phase, _ => true, now);

    private static async Task<int> After(
        LabDbContext db, string phase, Func<Rung, bool> concerns, DateTimeOffset now)
    {
        var sweeps = await db.Sweeps.Where(s => s.Status == SweepStatus.Running && s.Stopping != null
            && db.SweepPhases.Any(n => n.SweepId == s.Id && n.Phase == phase)).ToListAsync();
        var arrived = 0;
        foreach (var sweep in sweeps.Where(s => s.Stopping!.Rungs.Any(concerns)))
            arrived += await Advance(db, sweep, now);
        if (arrived > 0)
            await SweepEndings.CloseFinished(db, now);
        return arrived;
    }

    /// <summary>Takes what has come to rungs since the last decision, and lets on who may go on.</summary>
    /// <returns>How many experiments came to a rung.</returns>
    public static async Task<int> Advance(LabDbContext db, SweepRow sweep, DateTimeOffset now)
    {
        if (sweep is not { Stopping: { } policy, Status: SweepStatus.Running })
            return 0;
        await db.SaveChangesAsync();
        var record = await RungRecord.Load(db, sweep, policy);
        var arrived = await record.TakeArrivals();
        var ended = new HashSet<string>();
        while (await LetOn(db, sweep, record, now) is { } lastPhases)
        {
            ended.UnionWith(lastPhases);
            arrived += await record.TakeArrivals();
        }
        await db.SaveChangesAsync();
        await FinishTrained(db, ended, now);
        if (arrived > 0)
            await TrainingCharges.HandOver(db, sweep.Id);
        return arrived;
    }

    /// <summary>Lets on who may go on now, by one rung each.</summary>
    /// <returns>Last phases of those that now train to their end; null where nobody goes on.</returns>
    private static async Task<IReadOnlyCollection<string>?> LetOn(
        LabDbContext db, SweepRow sweep, RungRecord record, DateTimeOffset now)
    {
        var (policy, points) = (sweep.Stopping!, record.Points());
        var steps = policy.Population is null
            ? Promotions.Of(policy, points, sweep.Planned is null).Select(p => new MemberStep(p, points[p].Rung, null))
                .ToImmutableArray()
            : Population.Of(policy, points);
        if (steps.IsEmpty)
            return null;
        if (steps.Any(s => s.Source is not null))
            steps = await MemberForks.Copy(db, sweep, record, steps, now);
        foreach (var on in steps.Where(s => s.Source is null).GroupBy(s => s.Rung))
            db.Note(now, "rung-decided", sweep.Id, $"{record.Numbers(on.Select(s => s.Member))} {(on.Count()
                * policy.Seeds == 1 ? "goes" : "go")} on from {policy.Rungs[on.Key]}.");
        return await record.Promote([.. steps.Select(s => s.Member)], now);
    }

    /// <summary>A person lets an experiment on, with all seeds of its point.</summary>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    /// <exception cref="WrongStateException">It does not wait at a rung, or a phase of it diverged.</exception>
    /// <exception cref="InvalidInputException">The lab has its dataset no more.</exception>
    public static async Task Promote(LabDbContext db, string experimentId, DateTimeOffset now)
    {
        var experiment = await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
            ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");
        if (!experiment.IsHeld)
            throw new WrongStateException(
                $"Experiment '{experimentId}' does not wait at a rung; only one that its sweep's stopping rule paused can "
                + "be promoted.");
        var sweep = await db.Sweeps.SingleAsync(s => s.Id == experiment.SweepId);
        SweepRetry.RefuseSpent(sweep);
        await SweepBudgets.RefuseUsedUp(db, sweep, now);
        var path = await db.Phases.Where(p => db.ExperimentPhases.Any(step =>
            step.ExperimentId == experimentId && step.Phase == p.Key)).ToListAsync();
        if (path.Find(p => p.Status == PhaseStatus.Diverged) is { } diverged)
            throw new WrongStateException(
                $"Experiment '{experimentId}' can't go on: its {PhaseName.Of(diverged.Resolution, diverged.Kind)} phase "
                + $"diverged ({diverged.Reason}).");
        await SweepRetry.FindDataset(db, sweep, [.. path.Select(p => p.Key)]);
        foreach (var failed in path.Where(p => p.Status == PhaseStatus.Failed))
            failed.TryAgain();
        if (sweep.Status != SweepStatus.Running)
            await SweepEndings.Reopen(db, sweep, now);
        var record = await RungRecord.Load(db, sweep, sweep.Stopping!);
        db.Note(now, "experiment-promoted", experimentId,
            $"A person let it on from {sweep.Stopping!.Rungs[experiment.Rung]}.");
        var ended = await record.PromoteByHand(experiment, now);
        await db.SaveChangesAsync();
        await FinishTrained(db, ended, now);
        await Advance(db, sweep, now);
        await SweepEndings.CloseFinished(db, now);
    }

    /// <summary>What experiments that start again are said to have lost is to be seen anew.</summary>
    public static async Task ForgetLosses(LabDbContext db, SweepRow sweep, IReadOnlyCollection<ExperimentRow> experiments)
    {
        if (sweep.Stopping is null)
            return;
        var numbers = experiments.Select(e => e.Number).ToArray();
        await db.RungResults.Where(r => r.SweepId == sweep.Id && r.Value == null
            && EF.Parameter(numbers).Contains(r.Experiment)).ExecuteDeleteAsync();
    }

    /// <summary>
    /// Another sweep may have trained and measured the last phase of one that was let on to the end; where its
    /// checkpoint was freed since, it is made again.
    /// </summary>
    private static async Task FinishTrained(LabDbContext db, IReadOnlyCollection<string> lastPhases, DateTimeOffset now)
    {
        var keys = lastPhases.ToArray();
        if (keys.Length > 0)
            foreach (var phase in await db.Phases
                .Where(p => EF.Parameter(keys).Contains(p.Key) && p.Status == PhaseStatus.Finished).ToListAsync())
            {
                if (await StartingPoint.Newest(db, phase.Key) is { Final: true })
                    await ExperimentEndings.FinishMeasured(db, phase, now);
                else
                    await PhaseEndings.TrainAgain(db, phase, now);
            }
    }
}
