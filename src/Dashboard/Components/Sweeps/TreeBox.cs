using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>One phase of a drawn growth tree.</summary>
/// <param name="Node">The phase.</param>
/// <param name="Column">0 for the leftmost.</param>
/// <param name="Y">Top edge in pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FirstRow">Topmost row of its experiments.</param>
public sealed record TreeBox(GrowthTreeNodeView Node, int Column, double Y, double Height, int FirstRow)
{
    /// <summary>How much of the phase is trained, 0 to 1.</summary>
    public double Done => Node.Phase switch
    {
        { Status: PhaseStatus.Finished } => 1,
        { End: var end, Start: var start, Nimg: var nimg } when end > start => Math.Clamp((nimg - start) / (double)(end - start), 0, 1),
        _ => 0,
    };
}
