using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>One SWD measurement (x 10^3) of a phase's generator.</summary>
internal sealed class SwdRow
{
    public required string Phase { get; init; }

    public required long Nimg { get; init; }

    /// <summary>Images of each kind.</summary>
    public required int Images { get; init; }

    public required int Resolution { get; init; }

    public required double Average { get; init; }

    /// <summary>Pyramid level in pixels to its distance.</summary>
    public required ImmutableSortedDictionary<int, double> Levels { get; init; }

    /// <summary>Among the same images, 0 to 1; null where it was not measured.</summary>
    public double? MsSsim { get; init; }

    public SwdView ToView() => new() { Average = Average, Levels = Levels, Resolution = Resolution, Nimg = Nimg, Images = Images, MsSsim = MsSsim };
}
