using Orleans.Placement;

namespace PgGanLab.OrleansConformance.Placement;

[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnerPlacementAttribute() : PlacementAttribute(new OwnerPlacement());
