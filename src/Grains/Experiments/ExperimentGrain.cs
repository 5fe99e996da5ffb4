using PgGanLab.Grains.Storage;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Experiments;

/// <summary>Shows one experiment. Its rank depends on its sweep's other experiments, so the sweep is asked for its summary.</summary>
internal sealed class ExperimentGrain(LabDatabase database, TimeProvider time) : Grain, IExperimentGrain
{
    private string Id => this.GetPrimaryKeyString();

    public Task<ExperimentSummary?> GetSummary() => SweepIds.OfExperiment(Id) is { Length: > 0 } sweep
        ? GrainFactory.GetGrain<ISweepGrain>(sweep).GetExperiment(Id)
        : Task.FromResult<ExperimentSummary?>(null);

    public async Task<ExperimentView?> GetView() =>
        await GetSummary() is { } summary ? await database.Read(db => ExperimentRecord.View(db, summary, time.GetUtcNow())) : null;

    public Task<TickSeries> GetTicks(int maxPoints) => database.Read(db => ExperimentRecord.Ticks(db, Id, maxPoints));
}
