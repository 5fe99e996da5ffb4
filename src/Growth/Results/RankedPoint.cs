using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>A point of a search by what its repeats reached: the same configuration, different seeds.</summary>
/// <param name="Point">Its name.</param>
/// <param name="Seeds">What was measured of its seeds, all at one ground, best first; at least one.</param>
public sealed record RankedPoint(string Point, ImmutableArray<RankedResult> Seeds)
{
    /// <summary>SWD x 10^3 over its seeds; its mean decides its rank.</summary>
    public SeededValues SwdX1e3 { get; } = new([.. Seeds.Select(s => s.SwdX1e3)]);
}
