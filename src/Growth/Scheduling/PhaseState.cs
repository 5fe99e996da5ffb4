namespace PgGanLab.Growth.Scheduling;

/// <summary>What the scheduler needs to know of a phase.</summary>
/// <param name="Key">Its phase key.</param>
/// <param name="Parent">Key of the phase before it; null for the first of a run.</param>
/// <param name="ImagesLeft">Real images that it still has to train; 0 when finished.</param>
/// <param name="Finished">Its final checkpoint is there.</param>
/// <param name="HasSnapshot">A snapshot inside it is there: it can go on without its parent.</param>
/// <param name="Leased">A worker holds it now.</param>
/// <param name="Worker">The worker that held it last, or null.</param>
public sealed record PhaseState(string Key, string? Parent, long ImagesLeft, bool Finished, bool HasSnapshot, bool Leased, string? Worker);
