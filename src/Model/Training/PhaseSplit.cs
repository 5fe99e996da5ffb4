namespace PgGanLab.Model.Training;

/// <summary>
/// A device had no memory for its share of a minibatch: the step begins again with smaller ones,
/// and so does each after it.
/// </summary>
/// <param name="Nimg">Real images shown before the step.</param>
/// <param name="Before">Images of the share that did not fit.</param>
/// <param name="After">Most images that a device takes at once from now on.</param>
public sealed record PhaseSplit(long Nimg, int Before, int After);
