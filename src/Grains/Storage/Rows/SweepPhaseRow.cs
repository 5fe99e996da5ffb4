namespace PgGanLab.Grains.Storage.Rows;

/// <summary>
/// A phase of a sweep's growth tree, and the part of it that counts as trained for this sweep. At any time at most one running sweep
/// has a phase to train, so no image is counted twice.
/// </summary>
internal sealed class SweepPhaseRow
{
    public required string SweepId { get; init; }

    public required string Phase { get; init; }

    /// <summary>Images before which nothing counts for this sweep; null when the phase is not its to train (found finished, or another sweep's).</summary>
    public long? TrainsFrom { get; set; }

    /// <summary>Images at which it stopped counting, when the sweep ended; null while it counts.</summary>
    public long? TrainsTo { get; set; }
}
