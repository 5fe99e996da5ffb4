namespace Orleans.Runtime.Placement;

/// <summary>Chooses silos for the grains of one placement strategy.</summary>
public interface IPlacementDirector
{
    /// <summary>The silo on which a grain is to be activated, one of the context's compatible silos.</summary>
    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);
}
