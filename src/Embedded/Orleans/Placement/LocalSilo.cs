using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>The one silo, seen as itself, as the cluster, and as what placement can choose from.</summary>
internal sealed class LocalSilo : ILocalSiloDetails, IClusterMembershipService, IPlacementContext
{
    public LocalSilo(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, TimeProvider time)
    {
        Name = silo.Value.SiloName ?? $"Silo_{Guid.NewGuid():N}"[..10];
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
        var generation = (int)(time.GetUtcNow() - new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 0), generation);
        CurrentSnapshot = new ClusterMembershipSnapshot(
            ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(SiloAddress, new ClusterMember(SiloAddress, SiloStatus.Active, Name)),
            new MembershipVersion(1));
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public ClusterMembershipSnapshot CurrentSnapshot { get; }

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => UpdatesAsync();

    SiloAddress IPlacementContext.LocalSilo => SiloAddress;

    SiloStatus IPlacementContext.LocalSiloStatus => SiloStatus.Active;

    SiloAddress[] IPlacementContext.GetCompatibleSilos(PlacementTarget target) => [SiloAddress];

    /// <summary>The cluster never changes: one snapshot, and then nothing until the reader gives up.</summary>
    private async IAsyncEnumerable<ClusterMembershipSnapshot> UpdatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return CurrentSnapshot;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
