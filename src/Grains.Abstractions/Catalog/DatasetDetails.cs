using System.Collections.Immutable;

namespace PgGanLab.Grains.Catalog;

/// <summary>A dataset with what its folder says of it.</summary>
/// <param name="Dataset">What lists show.</param>
/// <param name="Source">Where its images came from, for people; empty where that was not written down.</param>
/// <param name="Bytes">Size of its files.</param>
/// <param name="Classes">Its classes, by number; empty without labels.</param>
/// <param name="Skipped">Damaged images of the source that were left out.</param>
public sealed record DatasetDetails(
    DatasetView Dataset, string Source, long Bytes, ImmutableArray<DatasetClassView> Classes, ImmutableArray<DamagedImageView> Skipped);
