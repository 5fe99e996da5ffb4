namespace PgGanLab.Grains.Workers;

/// <summary>A worker grain lives on the silo of the worker's host.</summary>
[GenerateSerializer, Immutable]
internal sealed class WorkerPlacement : PlacementStrategy;
