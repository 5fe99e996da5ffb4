namespace Orleans.Runtime;

/// <summary>Knows the silos of the cluster.</summary>
public interface IClusterMembershipService
{
    /// <summary>The silos as they are now.</summary>
    ClusterMembershipSnapshot CurrentSnapshot { get; }

    /// <summary>The silos now and after each change.</summary>
    IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates { get; }
}
