namespace PgGanLab.Growth.Leases;

/// <summary>A worker's exclusive, expiring right to train one phase.</summary>
/// <param name="Worker">Who holds it, such as <c>gpu-host-3/cuda:0</c>.</param>
/// <param name="Token">Fencing token: grows with every lease of the phase, never repeats.</param>
/// <param name="ExpiresAt">From this moment another worker may take the phase.</param>
public sealed record Lease(string Worker, long Token, DateTimeOffset ExpiresAt);
