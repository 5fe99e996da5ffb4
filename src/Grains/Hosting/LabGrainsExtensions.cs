using Microsoft.Extensions.DependencyInjection.Extensions;
using PgGanLab.Grains.Workers;

namespace PgGanLab.Grains.Hosting;

/// <summary>Registers what the lab's grains need of a silo.</summary>
public static class LabGrainsExtensions
{
    /// <summary>
    /// Placement of worker grains, log scopes, and what grains speak on its way between hosts. The host also registers
    /// the database (<see cref="Database.LabDatabaseExtensions.AddLabDatabase"/>) and its <see cref="IWorkerService"/>.
    /// </summary>
    public static ISiloBuilder AddLabGrains(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddLabSerializer();
        return silo
            .AddPlacementDirector<WorkerPlacement, WorkerPlacementDirector>()
            .AddIncomingGrainCallFilter<GrainKeyLogScope>();
    }
}
