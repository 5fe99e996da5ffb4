namespace PgGanLab.Grains.Catalog;

/// <summary>What to prepare.</summary>
/// <param name="Name">Name in the lab: lower-case letters, digits and dashes. <c>fashion-mnist</c> needs no source.</param>
/// <param name="Source">Folder on the silo's host; null where the name says it all.</param>
public sealed record DatasetRequest(string Name, string? Source = null);
