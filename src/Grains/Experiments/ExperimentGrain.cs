using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Experiments;

/// <summary>
/// Shows one experiment. Its rank depends on its sweep's other experiments, so the sweep is asked for its summary.
/// </summary>
[LabHostOnly]
internal sealed class ExperimentGrain(LabDatabase database, TimeProvider time) : Grain, IExperimentGrain
{
    /// <summary>The ticks that were read: a page asks for them at each new one.</summary>
    private readonly List<Tick> ticks = [];

    /// <summary>The last phase of the path on which they lie.</summary>
    private string? ticksOf;

    private string Id => this.GetPrimaryKeyString();

    public Task<bool> Exists() => database.Read(db => db.Experiments.AnyAsync(e => e.Id == Id));

    public Task<ExperimentSummary?> GetSummary() => SweepIds.OfExperiment(Id) is { Length: > 0 } sweep
        ? GrainFactory.GetGrain<ISweepGrain>(sweep).GetExperiment(Id)
        : Task.FromResult<ExperimentSummary?>(null);

    public async Task<ExperimentView?> GetView() =>
        await GetSummary() is { } summary
            ? await database.Read(db => ExperimentRecord.View(db, summary, time.GetUtcNow()))
            : null;

    public async Task<TickSeries?> GetTicks(int maxPoints)
    {
        var (path, newer) = await database.Read(async db =>
        {
            var last = await db.Experiments.Where(e => e.Id == Id).Select(e => e.FinalPhase).SingleOrDefaultAsync();
            var isSame = last is not null && last == ticksOf;
            return (last, last is null ? []
                : await ExperimentRecord.TicksAfter(db, Id, isSame && ticks.Count > 0 ? ticks[^1].Nimg : -1));
        });
        if (path != ticksOf)
            ticks.Clear();
        ticksOf = path;
        ticks.AddRange(newer);
        return path is null ? null : ExperimentRecord.Series(ticks, maxPoints);
    }

    public Task<ImmutableArray<SampleFile>?> GetSamples() => IfExists<ImmutableArray<SampleFile>?>(async db =>
        [.. await ExperimentRecord.Samples(db, Id).ToListAsync()]);

    public Task<SampleFile?> GetSample(long? nimg) => database.Read(db =>
        ExperimentRecord.Samples(db, Id).Where(s => nimg == null || s.Nimg == nimg).OrderBy(s => s.Nimg)
            .LastOrDefaultAsync());

    public Task<ImmutableArray<LabEvent>?> GetEvents(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return IfExists<ImmutableArray<LabEvent>?>(async db =>
            [.. await ExperimentRecord.Events(db, Id).Take(most).ToListAsync()]);
    }

    public Task<GeneratorSource?> GetGenerator() => database.Read(async db =>
    {
        var found = await db.Experiments.Where(e => e.Id == Id).Select(e => new
        {
            IsGone = e.Status == ExperimentStatus.Finished
                && !db.GoodCheckpoints.Any(c => c.Phase == e.FinalPhase && c.Final),
            IsQueued = db.Phases.Any(p => p.Key == e.FinalPhase && p.Status == PhaseStatus.Queued),
        }).SingleOrDefaultAsync();
        return found is null ? null
            : found.IsGone ? new GeneratorSource(null, IsFreed: !found.IsQueued, IsMadeAgain: found.IsQueued)
            : new GeneratorSource(await ExperimentRecord.Checkpoints(db, Id).FirstOrDefaultAsync(), false, false);
    });

    public Task<ImmutableArray<CheckpointFile>?> GetCheckpoints() =>
        IfExists<ImmutableArray<CheckpointFile>?>(async db =>
            [.. await ExperimentRecord.Checkpoints(db, Id).ToListAsync()]);

    private Task<T?> IfExists<T>(Func<LabDbContext, Task<T>> read) => database.Read(async db =>
        await db.Experiments.AnyAsync(e => e.Id == Id) ? await read(db) : default);
}
