namespace Orleans.Runtime.Placement;

/// <summary>What a placement director can choose from.</summary>
public interface IPlacementContext
{
    /// <summary>The silo that asks.</summary>
    SiloAddress LocalSilo { get; }

    /// <summary>The status of the silo that asks.</summary>
    SiloStatus LocalSiloStatus { get; }

    /// <summary>The active silos that have the grain's class.</summary>
    SiloAddress[] GetCompatibleSilos(PlacementTarget target);
}
