using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;

namespace PgGanLab.Growth.Packing;

/// <summary>
/// What one device trains at once, phases of one load that its memory holds whole, and how many of them it should. It
/// hears of every beginning, tick and end; whoever owns the device asks it before each beginning and gives back what is
/// too many. Not for several threads at once.
/// </summary>
/// <param name="most">Most phases at once.</param>
/// <param name="memory">Bytes that all of them together may take; null: no limit is known.</param>
public sealed class DeviceLanes(int most, long? memory)
{
    private readonly List<Lane> lanes = [];
    private readonly Dictionary<TrainingLoad, LoadLanes> loads = [];

    /// <summary>Seconds of training of all lanes, up to the time that follows.</summary>
    private double laneSeconds;

    private DateTimeOffset countedTo;
    private DateTimeOffset changedAt;

    /// <summary>How many phases it trains.</summary>
    public int Count => lanes.Count;

    /// <summary>Key of what it has trained for longest; null where it trains nothing.</summary>
    public string? Oldest => lanes.Count == 0 ? null : lanes[0].Phase;

    /// <summary>Takes a phase, where it may.</summary>
    /// <param name="phase">Its key.</param>
    /// <param name="load">Its load.</param>
    /// <param name="need">Its need of memory; alone it may be trained in shares.</param>
    /// <param name="now">The time.</param>
    /// <returns>False where it must not be trained beside what is trained now.</returns>
    public bool Begin(string phase, TrainingLoad load, MemoryNeed need, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(need);
        if (lanes.Count > 0 && (Room(now) is not { } room || room.Load != load
            || !need.FitsWholeInto(room.MemoryBytes) || lanes.Exists(l => l.Phase == phase)))
            return false;
        CountTo(now);
        changedAt = now;
        lanes.Add(new Lane(phase, load, need.Whole) { From = now, SecondsFrom = laneSeconds });
        if (!loads.ContainsKey(load))
            loads.Add(load, new LoadLanes(most));
        return true;
    }

    /// <summary>
    /// A phase was trained for a tick. What that tells of the device counts where it trained the same phases all the
    /// while, each of them past its first tick.
    /// </summary>
    /// <returns>How many phases the device trained during the tick, on average.</returns>
    public double Hear(string phase, Tick tick, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (lanes.Find(l => l.Phase == phase) is not { } lane)
            return 1;
        CountTo(now);
        var seconds = (now - lane.From).TotalSeconds;
        var mean = seconds > 0 ? (laneSeconds - lane.SecondsFrom) / seconds : lanes.Count;
        if (!lane.HasTicked)
            changedAt = now;
        else if (lane.From >= changedAt && lanes.TrueForAll(l => l.HasTicked)
            && tick is { Seconds: > 0, ImagesPerSecond: > 0 })
            loads[lane.Load].Add(lanes.Count, tick, now);
        (lane.HasTicked, lane.ImagesPerSecond) = (true, tick.ImagesPerSecond);
        (lane.From, lane.SecondsFrom) = (now, laneSeconds);
        return Math.Max(1, mean);
    }

    /// <summary>A phase is trained no more.</summary>
    public void End(string phase, DateTimeOffset now)
    {
        CountTo(now);
        changedAt = now;
        lanes.RemoveAll(l => l.Phase == phase);
    }

    /// <summary>
    /// The device had no memory for what it trains now: from now on it trains fewer phases of that load at once.
    /// </summary>
    public void Crowded()
    {
        if (lanes.Count > 1)
            loads[lanes[0].Load].Most = lanes.Count - 1;
    }

    /// <summary>Phases that are too many, the youngest first: they are to be given back.</summary>
    public IEnumerable<string> TooMany(DateTimeOffset now) =>
        lanes.Count < 2 ? [] : [.. lanes.Skip(Allowed(now)).Select(l => l.Phase).Reverse()];

    /// <summary>What one more phase may ask for; null where it takes none beside what it trains, or trains
    /// nothing.</summary>
    public LaneRoom? Room(DateTimeOffset now)
    {
        if (lanes.Count == 0 || lanes.Count >= Allowed(now))
            return null;
        var left = memory - lanes.Sum(l => l.Bytes);
        return left <= 0 ? null : new LaneRoom(lanes[0].Load, left);
    }

    /// <summary>As it is shown; null for a device that trains one phase at a time.</summary>
    public DevicePacking? Describe(DateTimeOffset now)
    {
        if (most == 1)
            return null;
        var load = lanes.Count == 0 ? null : lanes[0].Load;
        return new DevicePacking(
            most, load is null ? 1 : Allowed(now), [.. lanes.Select(l => new PackedPhase(l.Phase, l.ImagesPerSecond))],
            load, load is null ? [] : [.. loads[load].Measured], Room(now));
    }

    private int Allowed(DateTimeOffset now) => loads[lanes[0].Load].Decide(now, lanes.Count);

    private void CountTo(DateTimeOffset now)
    {
        laneSeconds += lanes.Count * (now - countedTo).TotalSeconds;
        countedTo = now;
    }

    /// <summary>One of the phases.</summary>
    private sealed record Lane(string Phase, TrainingLoad Load, long Bytes)
    {
        /// <summary>When its last tick came, or it began.</summary>
        public DateTimeOffset From { get; set; }

        /// <summary>Seconds of all lanes then.</summary>
        public double SecondsFrom { get; set; }

        public bool HasTicked { get; set; }

        public double ImagesPerSecond { get; set; }
    }

    /// <summary>What is known of a load.</summary>
    private sealed class LoadLanes(int most)
    {
        private readonly SortedDictionary<int, LaneRate> rates = [];
        private int decided = 1;

        public int Most { get; set; } = most;

        public IEnumerable<PackedRate> Measured =>
            rates.Values.Where(r => r.IsMeasured).Select(r => new PackedRate(r.Lanes, r.ImagesPerSecond));

        public void Add(int lanes, Tick tick, DateTimeOffset now) =>
            rates[lanes] = (rates.GetValueOrDefault(lanes) ?? new LaneRate(lanes)).With(tick, now);

        /// <summary>
        /// Where it decides otherwise than before, what it comes to is measured anew, and what more than that reached
        /// is forgotten but for the one that is left: the device may have become faster or slower since.
        /// </summary>
        public int Decide(DateTimeOffset now, int training)
        {
            var lanes = PackingRules.Lanes(rates.Values, now, training, decided, Most);
            if (lanes == decided)
                return lanes;
            var left = Math.Max(lanes + 1, decided);
            foreach (var other in rates.Keys.Where(other => other == lanes || other > left).ToArray())
                rates.Remove(other);
            return decided = lanes;
        }
    }
}
