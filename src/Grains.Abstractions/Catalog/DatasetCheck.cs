using System.Collections.Immutable;

namespace PgGanLab.Grains.Catalog;

/// <summary>Whether a dataset's files still are what was stored.</summary>
/// <param name="Name">The dataset.</param>
/// <param name="IsWhole">Whether every byte is.</param>
/// <param name="Problems">One sentence for each file that is missing or damaged.</param>
public sealed record DatasetCheck(string Name, bool IsWhole, ImmutableArray<string> Problems);
