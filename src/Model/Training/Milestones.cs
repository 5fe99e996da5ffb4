namespace PgGanLab.Model.Training;

/// <summary>
/// Points every so many real images, counted from the planned start of a phase: the same after any resume.
/// </summary>
/// <param name="start">Planned nimg of the phase's start.</param>
/// <param name="kimg">Thousands of real images between points.</param>
internal sealed class Milestones(long start, double kimg)
{
    private readonly double images = kimg * 1000;

    /// <summary>Planned nimg of the phase's start.</summary>
    public long Start => start;

    /// <summary>
    /// Whether the iteration from <paramref name="before"/> to <paramref name="after"/> real images reached a point.
    /// </summary>
    public bool Passed(long before, long after) => Number(after) > Number(before);

    private double Number(long nimg) => Math.Floor((nimg - start) / images);
}
