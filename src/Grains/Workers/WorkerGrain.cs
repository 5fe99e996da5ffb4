using Orleans.Concurrency;
using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Workers;

/// <summary>
/// Leases phases for its device and hands them to its silo's worker service. A phase that answers late, because its host
/// hangs, keeps nobody from offering another one; a lease that comes when the device is busy or closed is given back.
/// </summary>
[WorkerPlacement, Reentrant]
internal sealed class WorkerGrain(IWorkerService workers) : Grain, IWorkerGrain
{
    private string Name => this.GetPrimaryKeyString();

    public async Task<OfferAnswer> Offer(string phase)
    {
        if (!workers.Describe(Name).TakesPhase)
            return OfferAnswer.Busy;
        var grain = GrainFactory.GetGrain<IGrowthPhaseGrain>(phase);
        var plan = await grain.Lease(Name);
        if (plan is null)
            return OfferAnswer.NotLeased;
        if (workers.TryStart(Name, plan))
            return OfferAnswer.Taken;
        await grain.Release(plan.Token, null);
        return OfferAnswer.Busy;
    }

    public Task Stop(string phase, long token)
    {
        workers.RequestStop(Name, phase, token);
        return Task.CompletedTask;
    }
}
