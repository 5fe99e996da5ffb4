using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>
/// Keeps one growth phase's record. The database is its only memory, so two activations (or a restart) can't disagree.
/// </summary>
[LabHostOnly]
internal sealed class GrowthPhaseGrain(
    LabDatabase database, TickReports tickReports, TimeProvider time, ILogger<GrowthPhaseGrain> logger)
    : Grain, IGrowthPhaseGrain
{
    private const int SnapshotsWhileTraining = 2;
    private const int SnapshotsOfFinished = 1;

    private string Key => this.GetPrimaryKeyString();

    public async Task<TrainingPlan?> Lease(string worker)
    {
        var plan = await Change(phase => Leasing.TryLease(phase.Db, phase.Row, worker, phase.Now));
        if (plan is not null)
            logger.LogInformation("Phase {Phase} is leased to {Worker} with token {Token}.", Key, worker, plan.Token);
        return plan;
    }

    public Task Renew(long token) =>
        database.Write(db => PhaseTransaction.Hold(db, Key, token, time.GetUtcNow()));

    public Task ReportTicks(long token, ImmutableArray<Tick> ticks) => tickReports.Store(Key, token, ticks);

    public Task ReportSample(long token, SampleFile sample) => Report(token, phase =>
    {
        ReportRules.Check(phase.Row, sample);
        return phase.Db.Upsert([sample]);
    });

    public Task ReportSwd(long token, Measurement swd) => Report(token, async phase =>
    {
        ReportRules.Check(phase.Row, swd);
        ReportRules.CheckNimg(phase.Row, swd.Nimg);
        var earlier = await phase.Db.Swd
            .Where(s => s.Phase == Key && s.Nimg == swd.Nimg && s.Images == swd.Images).Select(s => s.Swd)
            .SingleOrDefaultAsync();
        await phase.Db.Upsert([new SwdRow(Key, swd.WithFeaturesOf(earlier))]);
        if (swd.Nimg < phase.Row.End)                                           // the end counts once it is stored
            phase.FreesWork = await SweepStopping.AfterMeasurement(phase.Db, Key, swd, phase.Now) > 0;
    });

    public Task ReportReferences(long token, Measurement untrained, Measurement floor) => Report(token, async phase =>
    {
        ReportRules.Check(phase.Row, untrained);
        ReportRules.Check(phase.Row, floor);
        await phase.Db.Upsert([new SwdUntrainedRow(Key, untrained)]);
        await phase.Db.Upsert([new SwdFloorRow(phase.Row.Fingerprint, floor)]);
        phase.Row.LeaseMeasuresReferences = false;
    });

    public Task<ImmutableArray<string>> ReportSnapshot(long token, CheckpointFile checkpoint) => Hold(
        token, async phase =>
        {
            ReportRules.Check(phase.Row, checkpoint, final: false);
            await phase.Db.Upsert([checkpoint]);
            phase.Row.Progress();
            phase.Row.Nimg = Math.Max(phase.Row.Nimg, checkpoint.Nimg);
            phase.Row.Stored = Math.Max(phase.Row.Stored, checkpoint.Nimg);
            return ImmutableArray.Create(await PhaseEndings.DropSnapshots(phase.Db, Key, SnapshotsWhileTraining));
        });

    public Task<ImmutableArray<string>> Complete(long token, CheckpointFile checkpoint) => Hold(token, async phase =>
    {
        phase.FreesWork = true;
        ReportRules.Check(phase.Row, checkpoint, final: true);
        var waited = await PhaseEndings.Complete(phase.Db, phase.Row, checkpoint, phase.Now);
        phase.HasFinished = phase.Row is { Status: PhaseStatus.Finished, Failures: 0 };
        phase.ChangesPlans = waited > 0 && await SweepGrowth.IsDecidedBy(phase.Db, Key);
        return ImmutableArray.Create(await PhaseEndings.DropSnapshots(phase.Db, Key, SnapshotsOfFinished));
    });

    public Task Diverge(long token, string reason) => Report(token, phase =>
    {
        phase.FreesWork = true;
        return PhaseEndings.Diverge(phase.Db, phase.Row, reason, phase.Now);
    });

    public Task ReportTrouble(long token, string trouble) => Report(token, phase =>
    {
        phase.Db.Note(
            phase.Now, "phase-trouble", Key, $"{trouble}; worker {phase.Row.LeaseWorker} waits until that has passed.");
        return Task.CompletedTask;
    });

    public Task ReportSplit(long token, PhaseSplit split) => Report(token, async phase =>
    {
        ReportRules.Check(phase.Row, split);
        var name = PhaseName.Of(phase.Row.Resolution, phase.Row.Kind);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{name}: at nimg {split.Nimg} worker {phase.Row.LeaseWorker} had no memory for "
            + $"{Readable.Plural(split.Before, "image")} at once; it takes at most {split.After} from there on.");
        if (await phase.Db.PhaseSplits.AnyAsync(s => s.Phase == Key && s.Nimg == split.Nimg && s.Step == split.Step
            && s.After == split.After))
            return;
        phase.Db.PhaseSplits.Add(new PhaseSplitRow(Key, split));
        phase.Db.Note(phase.Now, "phase-split", Key, text);
    });

    public Task Release(long token, string? failure) => Report(token, async phase =>
    {
        phase.FreesWork = true;
        phase.Row.EndLease();
        if (failure is null)
            return;
        await PhaseEndings.Fail(phase.Db, phase.Row, failure, phase.Now);
        await DeviceTrust.Failed(phase.Db, phase.Row, failure, phase.Now);
    });

    public Task ReportDamage(string path, string reason)
    {
        logger.LogWarning("Checkpoint {Path} of phase {Phase} is damaged: {Reason}", path, Key, reason);
        return Change(async phase =>
        {
            phase.FreesWork = true;
            await PhaseEndings.Damage(phase.Db, phase.Row, path, reason, phase.Now);
            return true;
        });
    }

    public Task ReportMended(string path) => Change(async phase =>
    {
        phase.FreesWork = true;
        await PhaseEndings.Mend(phase.Db, phase.Row, path, phase.Now);
        return true;
    });

    /// <summary>Takes what a lease's holder brings; every report is a sign of life.</summary>
    private async Task Report(long token, Func<PhaseTransaction, Task> take) => await Hold(token, async phase =>
    {
        await take(phase);
        return true;
    });

    /// <summary>Changes the record for a lease's holder.</summary>
    private Task<T> Hold<T>(long token, Func<PhaseTransaction, Task<T>> change) =>
        Change(db => PhaseTransaction.Hold(db, Key, token, time.GetUtcNow()), change);

    private Task<T> Change<T>(Func<PhaseTransaction, Task<T>> change) =>
        Change(db => PhaseTransaction.Open(db, Key, time.GetUtcNow()), change);

    /// <summary>
    /// Changes the record and tells the sweeps; also the scheduler, where a phase or a worker may have become free. It
    /// is a function because the database may run it again when it meets other writers
    /// (<see cref="LabDatabase.Write{T}"/>).
    /// </summary>
    private async Task<T> Change<T>(
        Func<LabDbContext, Task<PhaseTransaction>> open, Func<PhaseTransaction, Task<T>> change)
    {
        var (result, phase) = await database.Write(async db =>
        {
            var transaction = await open(db);
            var before = (transaction.Row.LeaseWorker, transaction.Row.LeaseOthers);
            var result = await change(transaction);
            await transaction.ShareDevice(before);
            return (result, transaction);
        });
        foreach (var sweep in phase.Sweeps)
            await GrainFactory.GetGrain<ISweepGrain>(sweep).PhasesChanged([Key]);
        var scheduler = GrainFactory.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key);
        if (phase.HasFinished)
            await scheduler.PhaseFinished(Key, phase.ChangesPlans);
        else if (phase.FreesWork)
            await scheduler.Wake();
        return result;
    }
}
