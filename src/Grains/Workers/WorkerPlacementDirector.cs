using Orleans.Runtime.Placement;

namespace PgGanLab.Grains.Workers;

/// <summary>Finds the silo whose name (<see cref="Orleans.Configuration.SiloOptions.SiloName"/>) is the host of the worker.</summary>
internal sealed class WorkerPlacementDirector(IClusterMembershipService membership) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var worker = target.GrainIdentity.Key.ToString()!;
        var host = WorkerNames.Host(worker);
        var compatible = context.GetCompatibleSilos(target);
        // A process that was killed may still be listed beside the one that took its place; the later one has the greater generation.
        var silo = membership.CurrentSnapshot.Members.Values
            .Where(m => m.Name == host && m.Status == SiloStatus.Active && compatible.Contains(m.SiloAddress))
            .OrderByDescending(m => m.SiloAddress.Generation)
            .FirstOrDefault();
        return silo is null
            ? throw new SiloUnavailableException($"Worker {worker} cannot be reached: no silo named '{host}' is up.")
            : Task.FromResult(silo.SiloAddress);
    }
}
