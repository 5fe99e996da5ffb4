using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Workers;

namespace PgGanLab.Grains.Hosting;

/// <summary>Registers what the lab's grains need of a silo.</summary>
public static class LabGrainsExtensions
{
    /// <summary>
    /// Placement of grains by role and of worker grains by device, log scopes, and what grains speak on its way between
    /// hosts. The host also registers its <see cref="IWorkerService"/> and, if it is a lab host, the database
    /// (<see cref="Database.LabDatabaseExtensions.AddLabDatabase"/>).
    /// </summary>
    /// <param name="silo">Where.</param>
    /// <param name="role">What the silo is for.</param>
    public static ISiloBuilder AddLabGrains(this ISiloBuilder silo, SiloRole role = SiloRole.Lab)
    {
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddLabSerializer();
        if (role == SiloRole.Lab)
            silo.Services.AddSingleton<TickReports>();
        silo.Services.AddPlacementFilter<LabHostFilter, LabHostFilterDirector>(ServiceLifetime.Singleton);
        return silo
            .UseSiloMetadata(new Dictionary<string, string> { [LabHostFilter.MetadataKey] = role.ToString() })
            .AddPlacementDirector<WorkerPlacement, WorkerPlacementDirector>()
            .AddIncomingGrainCallFilter<GrainKeyLogScope>()
            .AddIncomingGrainCallFilter<SpokenExceptions>();
    }
}

/// <summary>Gives every log line of a grain call the grain's key, EF Core's lines included.</summary>
internal sealed class GrainKeyLogScope(ILogger<GrainKeyLogScope> logger) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        using (logger.BeginScope("{Grain}.{Method}", context.TargetId, context.MethodName))
            await context.Invoke();
    }
}
