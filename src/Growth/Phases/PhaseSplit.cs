namespace PgGanLab.Growth.Phases;

/// <summary>
/// A device had no memory for its share of a minibatch: that step, and each after it, takes smaller ones. Splits are on
/// record, and every later lease repeats them at the same step, so that what comes out depends on the phase key, on its
/// and its ancestors' splits, and, as without splits, on the kind and number of devices and threads.
/// </summary>
/// <param name="Nimg">Real images shown before the iteration.</param>
/// <param name="Step">Which step of the iteration: D's from 0 on, then G's.</param>
/// <param name="Before">Images of the share that did not fit.</param>
/// <param name="After">Most images that a device takes at once from this step on.</param>
public sealed record PhaseSplit(long Nimg, int Step, int Before, int After)
{
    /// <summary>Most images that a device takes at once at a step; 0: no limit.</summary>
    public static int MostAt(IEnumerable<PhaseSplit> splits, long nimg, int step) => splits
        .Where(s => s.Nimg < nimg || (s.Nimg == nimg && s.Step <= step))
        .Select(s => s.After).DefaultIfEmpty(0).Min();
}
