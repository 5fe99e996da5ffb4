using System.Collections.Immutable;

namespace PgGanLab.Grains.Experiments;

/// <summary>One sliced Wasserstein distance x 10^3; lower is better.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.swd")]
public sealed record SwdView
{
    /// <summary>Mean over the levels.</summary>
    [Id(0)] public required double Average { get; init; }

    /// <summary>Pyramid level in pixels (the image's own resolution down to 16) to its distance.</summary>
    [Id(1)] public required ImmutableSortedDictionary<int, double> Levels { get; init; }

    /// <summary>Pixels of the images that were compared.</summary>
    [Id(2)] public required int Resolution { get; init; }

    /// <summary>Real images shown to the generator before.</summary>
    [Id(3)] public required long Nimg { get; init; }

    /// <summary>Images of each kind.</summary>
    [Id(4)] public required int Images { get; init; }

    /// <summary>Multi-scale structural similarity among the measured images, 0 to 1: lower is more varied, and that of real images is the mark.
    /// Measured at the end of stabilizing phases; null elsewhere.</summary>
    [Id(5)] public double? MsSsim { get; init; }
}
