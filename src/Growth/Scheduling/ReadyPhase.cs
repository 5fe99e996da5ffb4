namespace PgGanLab.Growth.Scheduling;

/// <summary>A phase that could be trained now: wanted, not finished, not leased, its parent finished.</summary>
/// <param name="Key">Its phase key.</param>
/// <param name="WaitingExperiments">How many unfinished experiments go through it.</param>
/// <param name="SweepOrder">Age rank of the oldest sweep that wants it; 0 is the oldest.</param>
/// <param name="ImagesBehind">Real images of all wanted phases from here down the tree (the work that it unblocks).</param>
/// <param name="ParentWorker">The worker that trained its parent, whose disk cache is warm; or null.</param>
public sealed record ReadyPhase(string Key, int WaitingExperiments, int SweepOrder, long ImagesBehind, string? ParentWorker)
{
    /// <summary>What it asks of a device.</summary>
    public DeviceNeed Need { get; init; } = DeviceNeed.None;
}
