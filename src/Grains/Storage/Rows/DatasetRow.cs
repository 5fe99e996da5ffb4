using PgGanLab.Grains.Catalog;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>A dataset of the lab, with its present content.</summary>
internal sealed class DatasetRow
{
    public required string Name { get; init; }

    public required string Fingerprint { get; init; }

    public required int Resolution { get; init; }

    public required int Channels { get; init; }

    public required int Images { get; init; }

    public required int Labels { get; init; }

    /// <summary>Relative to the store directory.</summary>
    public required string Path { get; init; }

    public DatasetFacts ToFacts() => new(Name, Fingerprint, Resolution, Channels, Images, Labels);

    public DatasetView ToView() => new(Name, Fingerprint, Resolution, Channels, Images, Labels, Path);
}
