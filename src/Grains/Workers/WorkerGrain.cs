using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Workers;

/// <summary>
/// Leases phases for its device and hands them to its silo's worker service. A device that closes after it was given a
/// lease says goodbye to the scheduler, which ends the lease.
/// </summary>
[WorkerPlacement]
internal sealed class WorkerGrain(IWorkerService workers) : Grain, IWorkerGrain
{
    private string Name => this.GetPrimaryKeyString();

    public async Task<bool> Offer(string phase)
    {
        if (workers.Describe(Name).Status != WorkerStatus.Idle)
            return false;
        var plan = await GrainFactory.GetGrain<IGrowthPhaseGrain>(phase).Lease(Name);
        return plan is null || workers.TryStart(Name, plan);
    }

    public Task Stop(string phase, long token)
    {
        workers.RequestStop(Name, phase, token);
        return Task.CompletedTask;
    }
}
