using Orleans.Placement;

namespace PgGanLab.Grains.Workers;

/// <summary>Places a grain whose key is a worker's name on the silo of that worker's host (<see cref="WorkerPlacementDirector"/>).</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WorkerPlacementAttribute() : PlacementAttribute(new WorkerPlacement());
