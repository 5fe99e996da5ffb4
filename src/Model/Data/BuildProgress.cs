namespace PgGanLab.Model.Data;

/// <summary>How far a dataset is.</summary>
/// <param name="Done">Images of the source that were read, damaged ones included.</param>
/// <param name="Total">Images of the source.</param>
/// <param name="Damaged">Those that were found unusable since the last report.</param>
public sealed record BuildProgress(int Done, int Total, IReadOnlyList<DamagedImage> Damaged);
