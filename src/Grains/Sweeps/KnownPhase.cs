using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A phase that earlier sweeps left, as a new sweep finds it.</summary>
/// <param name="Key">Phase key.</param>
/// <param name="Status">How it stands on record.</param>
/// <param name="Nimg">Real images shown so far.</param>
/// <param name="Reason">Why it diverged or failed.</param>
/// <param name="IsOwned">Whether a running sweep counts its training.</param>
/// <param name="MeasuredWith">Numbers of images of the SWD measurements at <paramref name="Nimg"/>.</param>
internal sealed record KnownPhase(string Key, PhaseStatus Status, long Nimg, string? Reason, bool IsOwned, int[] MeasuredWith)
{
    /// <summary>Images from which training counts for the new sweep; null when there is nothing to train for it.</summary>
    public long? TrainsFrom => IsOwned || Status is PhaseStatus.Finished or PhaseStatus.Diverged ? null : Nimg;

    /// <summary>Whether an experiment that ends with it is done.</summary>
    public bool IsMeasured(int resolution, int swdImages) =>
        Status == PhaseStatus.Finished && (!ExperimentEndings.NeedsSwd(resolution) || MeasuredWith.Contains(swdImages));
}
