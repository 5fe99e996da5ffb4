using System.Collections.Immutable;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>Progress at one tick.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.tick")]
public sealed record TickReport
{
    /// <summary>Real images shown.</summary>
    [Id(0)] public required long Nimg { get; init; }

    [Id(1)] public required double Alpha { get; init; }

    [Id(2)] public required double ImagesPerSecond { get; init; }

    /// <summary>Seconds of training in this tick, reports and snapshots not counted.</summary>
    [Id(3)] public required double Seconds { get; init; }

    /// <summary>Means over the tick by name: <c>d_loss</c>, <c>g_loss</c>, <c>real_score</c>, <c>fake_score</c>, <c>gradient_penalty</c>, <c>gradient_norm</c>.</summary>
    [Id(4)] public required ImmutableSortedDictionary<string, double> Values { get; init; }
}
