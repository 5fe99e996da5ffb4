using System.Globalization;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>What joins a phase to one that follows it.</summary>
/// <param name="Parent">Left.</param>
/// <param name="Child">Right.</param>
/// <param name="Y">Where it leaves the parent's right edge, in pixels; it is as thick as the child.</param>
public sealed record TreeRibbon(TreeBox Parent, TreeBox Child, double Y)
{
    /// <summary>An SVG path across a gap that is 100 units wide.</summary>
    public string Path
    {
        get
        {
            var (top, bottom, end, height) = (Child.Y, Child.Y + Child.Height, Y + Child.Height, Child.Height);
            return height <= 0 ? "" : string.Create(CultureInfo.InvariantCulture,
                $"M0 {Y:0.##}C50 {Y:0.##} 50 {top:0.##} 100 {top:0.##}V{bottom:0.##}C50 {bottom:0.##} 50 {end:0.##} 0 {end:0.##}Z");
        }
    }
}
