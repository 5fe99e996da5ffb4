using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Workers;

/// <summary>Hands what it is asked to its silo's worker service.</summary>
[WorkerPlacement]
internal sealed class WorkerGrain(IWorkerService workers) : Grain, IWorkerGrain
{
    private string Name => this.GetPrimaryKeyString();

    public Task<bool> Train(TrainingPlan plan) => Task.FromResult(workers.TryStart(Name, plan));

    public Task Stop(string phase, long token)
    {
        workers.RequestStop(Name, phase, token);
        return Task.CompletedTask;
    }

    public Task<WorkerView> GetView() => Task.FromResult(workers.Describe(Name));
}
