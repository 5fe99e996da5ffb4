using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Storage;
using PgGanLab.Grains.Storage.Rows;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Leases;
using PgGanLab.Growth.Schedule;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>Keeps one growth phase's record. The database is its only memory, so two activations (or a restart) can't disagree.</summary>
internal sealed class GrowthPhaseGrain(LabDatabase database, TimeProvider time, ILogger<GrowthPhaseGrain> logger) : Grain, IGrowthPhaseGrain
{
    private const int SnapshotsWhileTraining = 2;
    private const int SnapshotsOfFinished = 1;

    private string Key => this.GetPrimaryKeyString();

    public Task<PhaseView?> GetView() => database.Read(async db =>
    {
        var phase = await db.Phases.SingleOrDefaultAsync(p => p.Key == Key);
        var swd = await db.Swd.Where(s => s.Phase == Key).OrderByDescending(s => s.Nimg).FirstOrDefaultAsync();
        return phase?.ToView(swd, time.GetUtcNow());
    });

    public async Task<TrainingPlan?> Lease(string worker)
    {
        var plan = await Change((db, phase, now) => Leasing.TryLease(db, phase, worker, now));
        if (plan is not null)
            logger.LogInformation("Phase {Phase} is leased to {Worker} with token {Token}.", Key, worker, plan.Token);
        return plan;
    }

    public Task Renew(long token) => database.Write(async db => Hold(await Find(db), token));

    public Task ReportTicks(long token, ImmutableArray<TickReport> ticks) => Report(token, async (db, phase, _) =>
    {
        ReportRules.Check(phase, ticks);
        await db.Upsert(ticks.Select(Row));
        if (phase.Status == PhaseStatus.Queued && !ticks.IsEmpty)
            (phase.Nimg, phase.ImagesPerSecond) = (ticks[^1].Nimg, ticks[^1].ImagesPerSecond);
    });

    public Task ReportSample(long token, SampleView sample) => Report(token, (db, phase, _) =>
    {
        ReportRules.Check(phase, sample);
        return db.Upsert([new SampleRow { Phase = Key, Nimg = sample.Nimg, Resolution = sample.Resolution, Alpha = sample.Alpha, Path = sample.Path }]);
    });

    public Task ReportSwd(long token, SwdView swd) => Report(token, (db, phase, _) =>
    {
        ReportRules.Check(phase, swd);
        ReportRules.CheckNimg(phase, swd.Nimg);
        return db.Upsert([new SwdRow { Phase = Key, Nimg = swd.Nimg, Images = swd.Images, Resolution = swd.Resolution, Average = swd.Average, Levels = swd.Levels, MsSsim = swd.MsSsim }]);
    });

    public Task ReportReferences(long token, SwdView untrained, SwdView floor) => Report(token, async (db, phase, _) =>
    {
        ReportRules.Check(phase, untrained);
        ReportRules.Check(phase, floor);
        await db.Upsert([new SwdUntrainedRow { Phase = Key, Images = untrained.Images, Resolution = untrained.Resolution, Average = untrained.Average, Levels = untrained.Levels, MsSsim = untrained.MsSsim }]);
        await db.Upsert([new SwdFloorRow { Fingerprint = phase.Fingerprint, Resolution = floor.Resolution, Images = floor.Images, Average = floor.Average, Levels = floor.Levels, MsSsim = floor.MsSsim }]);
        phase.LeaseMeasuresReferences = false;
    });

    public async Task<ImmutableArray<string>> ReportSnapshot(long token, CheckpointView checkpoint) => await Report(token, async (db, phase, _) =>
    {
        ReportRules.Check(phase, checkpoint, final: false);
        await db.Upsert([CheckpointRow.Of(checkpoint)]);
        phase.Failures = 0;
        phase.Nimg = Math.Max(phase.Nimg, checkpoint.Nimg);
        return ImmutableArray.Create(await PhaseEndings.DropSnapshots(db, Key, SnapshotsWhileTraining));
    });

    public async Task<ImmutableArray<string>> Complete(long token, CheckpointView checkpoint) => await Report(token, async (db, phase, now) =>
    {
        ReportRules.Check(phase, checkpoint, final: true);
        await PhaseEndings.Complete(db, phase, checkpoint, now);
        return ImmutableArray.Create(await PhaseEndings.DropSnapshots(db, Key, SnapshotsOfFinished));
    }, freesWork: true);

    public Task Diverge(long token, string reason) =>
        Report(token, (db, phase, now) => PhaseEndings.Diverge(db, phase, reason, now), freesWork: true);

    public Task ReportTrouble(long token, string trouble) => Report(token, (db, phase, now) =>
    {
        db.Note(now, "phase-trouble", phase.Key, $"{trouble}; worker {phase.LeaseWorker} waits until that has passed.");
        return Task.CompletedTask;
    });

    public Task ReportSplit(long token, long nimg, int before, int after) => Report(token, async (db, phase, now) =>
    {
        ReportRules.CheckSplit(phase, nimg, before, after);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{PhaseName.Of(phase.Resolution, phase.Kind)}: at nimg {nimg} worker {phase.LeaseWorker} had no memory for {before} images at once; it repeated the step with {after} and goes on so.");
        if (!await db.Events.AnyAsync(e => e.Kind == "phase-split" && e.Subject == Key && e.Text == text))
            db.Note(now, "phase-split", Key, text);
    });

    public Task Release(long token, string? failure) => Report(token, async (db, phase, now) =>
    {
        phase.EndLease();
        if (failure is not null)
            await PhaseEndings.Fail(db, phase, failure, now);
    }, freesWork: true);

    public Task ReportDamage(string path, string reason)
    {
        logger.LogWarning("Checkpoint {Path} of phase {Phase} is damaged: {Reason}", path, Key, reason);
        return Change(async (db, phase, now) =>
        {
            await PhaseEndings.Damage(db, phase, path, reason, now);
            return true;
        }, freesWork: true);
    }

    private async Task Report(long token, Func<LabDbContext, PhaseRow, DateTimeOffset, Task> take, bool freesWork = false) =>
        await Report(token, async (db, phase, now) =>
        {
            await take(db, phase, now);
            return true;
        }, freesWork);

    /// <summary>Takes what a lease's holder brings; every report is a sign of life.</summary>
    private Task<T> Report<T>(long token, Func<LabDbContext, PhaseRow, DateTimeOffset, Task<T>> take, bool freesWork = false) =>
        Change((db, phase, now) =>
        {
            Hold(phase, token);
            return take(db, phase, now);
        }, freesWork);

    /// <summary>Changes the record and tells the sweeps; also the scheduler, where a phase or a worker may have become free.</summary>
    private async Task<T> Change<T>(Func<LabDbContext, PhaseRow, DateTimeOffset, Task<T>> change, bool freesWork = false)
    {
        var (result, sweeps) = await database.Write(async db =>
        {
            var phase = await Find(db);
            var concerned = await db.Sweeps
                .Where(s => s.Status == SweepStatus.Running && db.SweepPhases.Any(n => n.SweepId == s.Id && n.Phase == Key))
                .Select(s => s.Id).ToListAsync();
            return (await change(db, phase, time.GetUtcNow()), concerned);
        });
        foreach (var sweep in sweeps)
            await GrainFactory.GetGrain<ISweepGrain>(sweep).PhaseChanged(Key);
        if (freesWork)
            await GrainFactory.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key).Wake();
        return result;
    }

    private void Hold(PhaseRow phase, long token) =>
        phase.LeaseExpiresAt = LeaseRules.Renew(Key, phase.Lease, token, time.GetUtcNow()).ExpiresAt;

    /// <exception cref="KeyNotFoundException">No sweep ever planned the phase.</exception>
    private async Task<PhaseRow> Find(LabDbContext db) => await db.Phases.SingleOrDefaultAsync(p => p.Key == Key)
        ?? throw new KeyNotFoundException($"No sweep ever planned phase {Key}.");

    private TickRow Row(TickReport tick) => new()
    {
        Phase = Key,
        Nimg = tick.Nimg,
        Alpha = tick.Alpha,
        ImagesPerSecond = tick.ImagesPerSecond,
        Seconds = tick.Seconds,
        Values = tick.Values,
    };
}
