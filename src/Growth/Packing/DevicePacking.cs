using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Rates;

namespace PgGanLab.Growth.Packing;

/// <summary>
/// What a device that may train several phases at once trains now, and what that was measured to bring.
/// </summary>
/// <param name="Most">Most phases that it may train at once.</param>
/// <param name="Lanes">How many it should train at once now; 1 while it trains nothing.</param>
/// <param name="Phases">What it trains, the oldest first.</param>
/// <param name="Load">Their load; null while it trains nothing.</param>
/// <param name="Measured">
/// Images a second of that load by the number of phases at once; none below two ticks of each.
/// </param>
/// <param name="Room">What one more phase may ask for; null where it takes none beside what it trains.</param>
public sealed record DevicePacking(
    int Most, int Lanes, ImmutableArray<PackedPhase> Phases, TrainingLoad? Load, ImmutableArray<PackedRate> Measured,
    LaneRoom? Room)
{
    /// <summary>The same of a device that is gone: it trains nothing.</summary>
    public DevicePacking Emptied() => this with { Lanes = 1, Phases = [], Load = null, Measured = [], Room = null };

    /// <summary>
    /// As people read it: <c>2 phases at once of at most 4; 4x4 in minibatches of 16, images/s: 410 with 1, 530 with
    /// 2.</c>
    /// </summary>
    public override string ToString()
    {
        var most = $"{Readable.Plural(Phases.Length, "phase")} at once of at most {Readable.Count(Most)}";
        if (Load is null)
            return $"{most}.";
        var load = string.Create(CultureInfo.InvariantCulture,
            $"{Load.Resolution}x{Load.Resolution} in minibatches of {Load.Minibatch}");
        var rates = Measured.Length == 0
            ? "nothing measured yet"
            : string.Join(", ", Measured.Select(m => $"{Readable.Rate(m.ImagesPerSecond)} with {m.Lanes}"));
        return $"{most}; {load}, images/s: {rates}.";
    }

    public bool Equals(DevicePacking? other) => other is not null && Most == other.Most && Lanes == other.Lanes
        && Phases.SequenceEqual(other.Phases) && Load == other.Load && Measured.SequenceEqual(other.Measured)
        && Room == other.Room;

    public override int GetHashCode() => HashCode.Combine(Most, Lanes, Phases.Length, Load);
}

/// <summary>One of the phases that a device trains at once.</summary>
/// <param name="Phase">Its key.</param>
/// <param name="ImagesPerSecond">Rate of its last tick; 0 before.</param>
public sealed record PackedPhase(string Phase, double ImagesPerSecond);

/// <summary>What a device reached with so many phases at once.</summary>
/// <param name="Lanes">How many.</param>
/// <param name="ImagesPerSecond">Real images a second of all of them together.</param>
public sealed record PackedRate(int Lanes, double ImagesPerSecond);

/// <summary>What a device that trains has room for.</summary>
/// <param name="Load">The load that a phase must have: that of those beside which it is trained.</param>
/// <param name="MemoryBytes">Memory that these leave; null: no limit is known.</param>
public sealed record LaneRoom(TrainingLoad Load, long? MemoryBytes);
