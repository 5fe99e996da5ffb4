using System.Collections.Immutable;

namespace PgGanLab.Grains.Catalog;

/// <summary>Something that datasets can be made of.</summary>
/// <param name="Name">Such as <c>folder</c>.</param>
/// <param name="Summary">What it reads, in a few words.</param>
/// <param name="NeedsPath">Whether <see cref="DatasetRequest.From"/> must be given.</param>
/// <param name="Takes">Names of the other options of <see cref="DatasetRequest"/> that it takes, in camelCase.</param>
public sealed record DatasetKindView(string Name, string Summary, bool NeedsPath, ImmutableArray<string> Takes);
