namespace PgGanLab.Growth.Scheduling;

/// <summary>A worker that could train now.</summary>
/// <param name="Name">Such as <c>laptop/cpu:0</c>.</param>
public sealed record IdleWorker(string Name);
