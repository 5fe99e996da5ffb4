namespace PgGanLab.Grains.Catalog;

/// <summary>One class of a dataset.</summary>
/// <param name="Label">Its number, from 0.</param>
/// <param name="Name">Its name; null where classes are numbers.</param>
/// <param name="Images">How many images it has.</param>
public sealed record DatasetClassView(int Label, string? Name, int Images);
