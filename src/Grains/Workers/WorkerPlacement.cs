using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace PgGanLab.Grains.Workers;

/// <summary>A worker grain lives on the silo of the worker's host.</summary>
[GenerateSerializer, Immutable]
internal sealed class WorkerPlacement : PlacementStrategy;

/// <summary>
/// Places a grain whose key is a worker's name on the silo of that worker's host
/// (<see cref="WorkerPlacementDirector"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WorkerPlacementAttribute() : PlacementAttribute(new WorkerPlacement());

/// <summary>
/// Finds the silo whose name (<see cref="Orleans.Configuration.SiloOptions.SiloName"/>) is the host of the worker.
/// </summary>
internal sealed class WorkerPlacementDirector(IClusterMembershipService membership) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var worker = target.GrainIdentity.Key.ToString()!;
        var host = WorkerNames.Host(worker);
        var compatible = context.GetCompatibleSilos(target);
        // A process that was killed may still be listed beside the one that took its place; the later one
        // has the greater generation.
        var silo = membership.CurrentSnapshot.Members.Values
            .Where(m => m.Name == host && m.Status == SiloStatus.Active && compatible.Contains(m.SiloAddress))
            .OrderByDescending(m => m.SiloAddress.Generation)
            .FirstOrDefault();
        return silo is null
            ? throw new SiloUnavailableException($"Worker {worker} cannot be reached: no silo named '{host}' is up.")
            : Task.FromResult(silo.SiloAddress);
    }
}
