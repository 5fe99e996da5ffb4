namespace PgGanLab.Growth.Scheduling;

/// <summary>A worker that could train now.</summary>
/// <param name="Name">Such as <c>laptop/cpu:0</c>.</param>
/// <param name="MemoryBytes">What a trainer may use of its device's memory; null: no limit is known.</param>
/// <param name="IsCuda">Whether its device is a GPU under CUDA.</param>
public sealed record IdleWorker(string Name, long? MemoryBytes = null, bool IsCuda = false);
