using System.Collections.Immutable;

namespace PgGanLab.Growth.Search.Presets;

/// <summary>A sweep that a preset made, with what its reader should know.</summary>
/// <param name="Definition">The sweep.</param>
/// <param name="Heading">Lines to stand above its file.</param>
/// <param name="Remarks">Place in the file form (<c>base.fmapMax</c>, <c>search.points[0]</c>) to what is remarked there.</param>
public sealed record ComposedSweep(SweepDefinition Definition, ImmutableArray<string> Heading, ImmutableDictionary<string, string> Remarks);
