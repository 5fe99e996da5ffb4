using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>SWD (x 10^3) of the untrained generator with the networks of a phase.</summary>
internal sealed class SwdUntrainedRow
{
    public required string Phase { get; init; }

    /// <summary>Images of each kind.</summary>
    public required int Images { get; init; }

    public required int Resolution { get; init; }

    public required double Average { get; init; }

    /// <summary>Pyramid level in pixels to its distance.</summary>
    public required ImmutableSortedDictionary<int, double> Levels { get; init; }

    /// <summary>Among the same images, 0 to 1; null where it was not measured.</summary>
    public double? MsSsim { get; init; }

    public SwdView ToView() => new() { Average = Average, Levels = Levels, Resolution = Resolution, Nimg = 0, Images = Images, MsSsim = MsSsim };
}
