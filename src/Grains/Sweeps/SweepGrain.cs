using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Storage;
using PgGanLab.Growth;
using PgGanLab.Growth.Search;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Accepts a sweep and shows how it stands. The database is its memory; it only remembers its last view for a moment.</summary>
internal sealed class SweepGrain(LabDatabase database, TimeProvider time) : Grain, ISweepGrain
{
    /// <summary>Views that are watched follow each other no faster than this.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Watchers look again after this even if nothing was told: leases expire silently.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (SweepView? View, long At) last;

    private string Id => this.GetPrimaryKeyString();

    public async Task<SweepSummary> Submit(string definitionJson)
    {
        if (!SweepIds.IsValid(Id))
            throw new InvalidInputException($"'{Id}' cannot name a sweep; an id has at most 64 lower-case letters, digits and single dashes.");
        var definition = SweepDocument.Read(definitionJson);
        var dataset = await database.Read(db => LabDatasets.Find(db, definition.Dataset));
        var sweep = new AcceptedSweep(Id, definition, dataset, SweepPlan.Of(definition, dataset));
        await database.Write(db => SweepAcceptance.Store(db, sweep, time.GetUtcNow()));
        await Tell();
        return (await Read())!.Summary;
    }

    public Task<SweepView?> GetView() => Read();

    public Task<string> GetDefinition() => database.Read(async db =>
        await db.Sweeps.Where(s => s.Id == Id).Select(s => s.Definition).SingleOrDefaultAsync() ?? throw new KeyNotFoundException($"There is no sweep '{Id}'."));

    public async Task Cancel()
    {
        await database.Write(db => SweepCancellation.Cancel(db, Id, time.GetUtcNow()));
        await Tell();
    }

    public async IAsyncEnumerable<SweepView> Watch([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = changed.Task;
            if (await Read() is not { } view)
                yield break;
            yield return view;
            if (view.Summary.Status != SweepStatus.Running)
                yield break;
            await Task.Delay(ShortestWait, cancellationToken);
            await Task.WhenAny(next, Task.Delay(LongestWait, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async Task<ExperimentSummary?> GetExperiment(string experimentId)
    {
        var isFresh = last.View is not null && time.GetElapsedTime(last.At) < ShortestWait;
        var view = isFresh ? last.View : await Read();
        return view?.Experiments.FirstOrDefault(e => e.Id == experimentId);
    }

    public Task<ImmutableArray<SwdCurve>> GetSwdCurves() => database.Read(db => SwdCurves.Load(db, Id));

    public Task PhaseChanged(string phase) => Announce();

    private async Task<SweepView?> Read()
    {
        var view = await database.Read(db => SweepViews.Load(db, Id, time.GetUtcNow()));
        last = (view, time.GetTimestamp());
        return view;
    }

    /// <summary>Tells everybody that the sweep itself changed.</summary>
    private async Task Tell()
    {
        await Announce();
        await GrainFactory.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key).Wake();
    }

    private Task Announce()
    {
        last = default;
        changed.SetResult();
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Publish(new LabChange(Id, null, null));
    }
}
