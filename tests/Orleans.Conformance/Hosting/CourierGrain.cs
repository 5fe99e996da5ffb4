using PgGanLab.OrleansConformance.Scheduling;

namespace PgGanLab.OrleansConformance.Hosting;

/// <summary>Calls a grain that was never activated when it is deactivated itself, and notes what comes of it.</summary>
public sealed class CourierGrain(Journal journal) : Grain, ICourierGrain
{
    public Task Wake() => Task.CompletedTask;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.GetGrain<IGateGrain>("asleep").Ping();
            journal.Add("courier", "delivered");
        }
        catch (OrleansException)
        {
            journal.Add("courier", "refused");
        }
    }
}
