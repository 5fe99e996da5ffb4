using System.Collections.Immutable;

namespace PgGanLab.Grains.Catalog;

/// <summary>How far a dataset is that is being made.</summary>
/// <param name="Done">Images of the source that were read, damaged ones included.</param>
/// <param name="Total">Images of the source.</param>
/// <param name="Damaged">Those found unusable since the last report.</param>
public sealed record DatasetProgress(int Done, int Total, ImmutableArray<DamagedImageView> Damaged);
