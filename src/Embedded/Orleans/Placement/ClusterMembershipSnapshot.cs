using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>The silos of the cluster at one time.</summary>
public sealed class ClusterMembershipSnapshot(ImmutableDictionary<SiloAddress, ClusterMember> members, MembershipVersion version)
{
    /// <summary>The silos by their address.</summary>
    public ImmutableDictionary<SiloAddress, ClusterMember> Members { get; } = members;

    /// <summary>Grows with each change.</summary>
    public MembershipVersion Version { get; } = version;

    /// <summary>How a silo stands; <see cref="SiloStatus.None"/> where it is unknown.</summary>
    public SiloStatus GetSiloStatus(SiloAddress silo) => Members.TryGetValue(silo, out var member) ? member.Status : SiloStatus.None;
}
