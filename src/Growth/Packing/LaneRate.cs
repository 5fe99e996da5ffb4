using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Packing;

/// <summary>
/// How fast a device trains while it trains so many phases of one load at once. The newest ticks count most.
/// </summary>
/// <param name="Lanes">How many phases.</param>
public sealed record LaneRate(int Lanes)
{
    /// <summary>What earlier ticks weigh beside a new one.</summary>
    private const double Memory = 0.8;

    /// <summary>Ticks of each phase until the rate counts.</summary>
    private const int LeastTicks = 2;

    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(10);

    /// <summary>Real images of the ticks, weighted.</summary>
    public double Images { get; init; }

    /// <summary>Seconds of the ticks, each of one phase, weighted.</summary>
    public double Seconds { get; init; }

    public int Ticks { get; init; }

    /// <summary>Seconds of the last tick.</summary>
    public double TickSeconds { get; init; }

    /// <summary>When the last tick came.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether there are enough ticks to decide by.</summary>
    public bool IsMeasured => Ticks >= LeastTicks * Lanes;

    /// <summary>Real images a second of all phases together.</summary>
    public double ImagesPerSecond => Seconds > 0 ? Lanes * Images / Seconds : 0;

    /// <summary>
    /// Whether it is so old that another try is worth it: 10 minutes, or 60 ticks where these are long, so that tries
    /// that gain nothing take a small part of the time.
    /// </summary>
    public bool IsOldAt(DateTimeOffset now) =>
        now - At >= LeastAge && (now - At).TotalSeconds >= 60 * TickSeconds;

    /// <summary>With a tick of one of the phases, during which their number did not change.</summary>
    public LaneRate With(Tick tick, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(tick);
        var before = IsOldAt(now) ? new LaneRate(Lanes) : this;
        return before with
        {
            Images = Memory * before.Images + tick.ImagesPerSecond * tick.Seconds,
            Seconds = Memory * before.Seconds + tick.Seconds,
            Ticks = before.Ticks + 1,
            TickSeconds = tick.Seconds,
            At = now,
        };
    }
}
