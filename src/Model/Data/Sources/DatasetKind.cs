using System.Collections.Immutable;

namespace PgGanLab.Model.Data.Sources;

/// <summary>A kind of source that datasets can be made from.</summary>
/// <param name="Name">Such as <c>folder</c>.</param>
/// <param name="Summary">What it reads, for lists.</param>
/// <param name="NeedsPath">Whether it reads something that the user names.</param>
/// <param name="Takes">Names of the options that it takes, in camelCase.</param>
/// <param name="Open">Opens a source: its path (empty where none is needed), its options.</param>
public sealed record DatasetKind(
    string Name, string Summary, bool NeedsPath, ImmutableArray<string> Takes, Func<string, SourceOptions, IImageSource> Open);
