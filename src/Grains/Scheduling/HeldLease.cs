namespace PgGanLab.Grains.Scheduling;

/// <summary>A lease that is alive.</summary>
internal sealed record HeldLease(string Phase, string Worker, long Token);
