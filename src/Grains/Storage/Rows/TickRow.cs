using System.Collections.Immutable;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>One progress report of a phase.</summary>
internal sealed class TickRow
{
    public required string Phase { get; init; }

    public required long Nimg { get; init; }

    public required double Alpha { get; init; }

    public required double ImagesPerSecond { get; init; }

    public required double Seconds { get; init; }

    public required ImmutableSortedDictionary<string, double> Values { get; init; }
}
