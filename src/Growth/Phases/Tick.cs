using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PgGanLab.Growth.Phases;

/// <summary>Progress of a growth phase at one tick.</summary>
public sealed record Tick
{
    /// <summary>Real images shown.</summary>
    public required long Nimg { get; init; }

    /// <summary>Weight of the newest layers.</summary>
    public required double Alpha { get; init; }

    /// <summary>Real images per second of training, reports and snapshots not counted.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Seconds of training in this tick, reports and snapshots not counted.</summary>
    public required double Seconds { get; init; }

    /// <summary>
    /// Phases that the device trained at once during the tick, this one included, on average; null: this one alone.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Lanes { get; init; }

    /// <summary>
    /// Means over the tick by name: <c>d_loss</c>, <c>g_loss</c>, <c>real_score</c>, <c>fake_score</c> and what else
    /// the loss has (<c>gradient_penalty</c>, …); and, as it is at the tick's end, what the run steers by itself.
    /// Without means when the tick has no iteration.
    /// </summary>
    public required ImmutableSortedDictionary<string, double> Values { get; init; }
}
