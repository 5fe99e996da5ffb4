using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace PgGanLab.Grains.Hosting;

/// <summary>What a silo is for; the others read it in its metadata.</summary>
public enum SiloRole
{
    /// <summary>Has the lab's database: grains that touch it live here. It may have workers too.</summary>
    Lab,

    /// <summary>Has workers alone.</summary>
    Worker,
}

/// <summary>Keeps the activations of a grain on lab hosts (<see cref="SiloRole.Lab"/>).</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LabHostOnlyAttribute() : PlacementFilterAttribute(new LabHostFilter());

/// <summary>The filter that <see cref="LabHostOnlyAttribute"/> asks for.</summary>
internal sealed class LabHostFilter() : PlacementFilterStrategy(order: 0)
{
    /// <summary>Under which name a silo's metadata have its role.</summary>
    public const string MetadataKey = "role";
}

/// <summary>
/// Leaves those silos whose metadata say that they are lab hosts. A silo's metadata reach the others a moment after it
/// has joined; until then it is none for them, but for itself it is at once.
/// </summary>
internal sealed class LabHostFilterDirector(
    ILocalSiloDetails local, IOptions<SiloMetadata> own, ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    private const string Lab = nameof(SiloRole.Lab);

    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => IsLabHost(silo.Equals(local.SiloAddress) ? own.Value : metadata.GetSiloMetadata(silo)));

    private static bool IsLabHost(SiloMetadata of) =>
        of.Metadata.TryGetValue(LabHostFilter.MetadataKey, out var role) && role == Lab;
}
