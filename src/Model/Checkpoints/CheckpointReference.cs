namespace PgGanLab.Model.Checkpoints;

/// <summary>A checkpoint file to read.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Sha256">Expected SHA-256 of the whole file, lower-case hex; null when unknown.</param>
public sealed record CheckpointReference(string Path, string? Sha256);
