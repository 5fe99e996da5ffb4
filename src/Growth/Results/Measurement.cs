using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>What was measured of one generator, or of real images.</summary>
/// <param name="Resolution">Pixels of the images.</param>
/// <param name="Nimg">Real images shown to the generator before, as planned; 0 for references.</param>
/// <param name="Images">Images of each kind.</param>
/// <param name="Levels">Pyramid level in pixels to its SWD x 10^3.</param>
/// <param name="Average">Mean over the levels.</param>
/// <param name="MsSsim">MS-SSIM among the same images, 0 to 1; null where it was not measured.</param>
public sealed record Measurement(
    int Resolution, long Nimg, int Images, ImmutableSortedDictionary<int, double> Levels, double Average, double? MsSsim)
{
    /// <summary>Where it was made: only what has the same ground can be compared.</summary>
    internal (int Resolution, long Nimg, int Images) Ground => (Resolution, Nimg, Images);
}
