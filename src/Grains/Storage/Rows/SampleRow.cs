using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>A sample grid of a phase.</summary>
internal sealed class SampleRow
{
    public required string Phase { get; init; }

    public required long Nimg { get; init; }

    public required int Resolution { get; init; }

    public required double Alpha { get; init; }

    /// <summary>Relative to the store directory.</summary>
    public required string Path { get; init; }

    public SampleView ToView() => new(Phase, Resolution, Nimg, Alpha, Path);
}
