namespace PgGanLab.Growth.Scheduling;

/// <summary>What an unfinished experiment waits for: the last phase of its path, trained and measured.</summary>
/// <param name="Phase">Key of the phase.</param>
/// <param name="SweepOrder">Age rank of the experiment's sweep; 0 is the oldest.</param>
public sealed record Goal(string Phase, int SweepOrder);
