using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search.Presets;

/// <summary>What a sweep preset is scaled to.</summary>
/// <param name="Dataset">Gives the largest resolution, and the channels of the networks.</param>
public sealed record SweepRequest(DatasetFacts Dataset)
{
    /// <summary>Thousands of real images that the sweep trains in all; null for the preset's own.</summary>
    public double? Kimg { get; init; }

    /// <summary>Final resolution in pixels; null for the preset's own, or the dataset's where that is smaller.</summary>
    public int? Resolution { get; init; }

    /// <summary>Seed of everything random; null for the paper's.</summary>
    public long? Seed { get; init; }

    /// <summary>Name of the sweep; null for the preset's.</summary>
    public string? Name { get; init; }
}
