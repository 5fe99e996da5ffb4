using System.Collections.Immutable;

namespace PgGanLab.Model.Metrics;

/// <summary>One sliced Wasserstein distance x 10^3; lower is better.</summary>
/// <param name="Average">Mean over the levels.</param>
/// <param name="Levels">Pyramid level in pixels (the images' own resolution down to 16) to its distance.</param>
/// <param name="Resolution">Pixels of the images that were compared.</param>
/// <param name="Nimg">Real images shown to the generator before; 0 for references.</param>
/// <param name="Images">Images of each kind.</param>
public sealed record SwdResult(double Average, ImmutableSortedDictionary<int, double> Levels, int Resolution, long Nimg, int Images)
{
    /// <summary>Multi-scale structural similarity among the measured images, 0 to 1 (<see cref="Metrics.MsSsim"/>); null where it was not asked for.</summary>
    public double? MsSsim { get; init; }
}
