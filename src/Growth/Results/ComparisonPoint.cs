using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>One configuration with all of its seeds, as a table of results is made from it.</summary>
/// <param name="Name">What its author calls it, without a seed; a letter in parentheses may come first.</param>
/// <param name="Seeds">Its experiments in order; at least one.</param>
public sealed record ComparisonPoint(string Name, ImmutableArray<ComparisonEntry> Seeds);
