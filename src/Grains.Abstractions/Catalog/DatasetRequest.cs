namespace PgGanLab.Grains.Catalog;

/// <summary>Body of <c>POST /api/v1/datasets</c>: what to prepare (<see cref="IDatasetService.Prepare"/>).</summary>
/// <param name="Name">Name in the lab: lower-case letters, digits, dots and dashes.</param>
/// <param name="Kind">One of <see cref="IDatasetService.Kinds"/>; null means the kind of the same name.</param>
public sealed record DatasetRequest(string Name, string? Kind = null);
