namespace Orleans.Runtime;

/// <summary>How the silo is chosen on which a grain is activated.</summary>
public abstract class PlacementStrategy;
