namespace PgGanLab.OrleansConformance.Placement;

/// <summary>Grains live on the silo that their key names: <c>host-a/cuda:0</c> on the silo <c>host-a</c>.</summary>
[GenerateSerializer, Immutable]
public sealed class OwnerPlacement : PlacementStrategy;
