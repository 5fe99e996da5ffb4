using Orleans.Runtime.Placement;

namespace PgGanLab.OrleansConformance.Placement;

public sealed class OwnerPlacementDirector(IClusterMembershipService membership, Journal journal) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString();
        var owner = key[..key.IndexOf('/', StringComparison.Ordinal)];
        journal.Add(key, $"placed by {strategy.GetType().Name} on {owner}");
        foreach (var silo in context.GetCompatibleSilos(target))
        {
            if (membership.CurrentSnapshot.Members.TryGetValue(silo, out var member) && member.Name == owner) return Task.FromResult(silo);
        }

        throw new InvalidOperationException($"No silo named {owner} is active.");
    }
}
