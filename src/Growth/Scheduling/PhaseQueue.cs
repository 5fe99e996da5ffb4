using System.Collections.Immutable;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Scheduling;

/// <summary>Phases that could be trained now, each sweep's longest remaining path first.</summary>
public sealed class PhaseQueue
{
    private readonly Dictionary<Claim, Line> lines = [];

    public PhaseQueue(params IEnumerable<ReadyPhase> phases)
    {
        foreach (var phase in phases)
            Add(phase);
    }

    public int Count { get; private set; }

    public void Add(ReadyPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        if (!lines.TryGetValue(phase.Claim, out var line))
            lines.Add(phase.Claim, line = new Line(phase.Claim));
        if (line.Phases.Add(phase))
            Count++;
    }

    public void Remove(ReadyPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        if (!lines.TryGetValue(phase.Claim, out var line) || !line.Phases.Remove(phase))
            return;
        Count--;
        if (line.Phases.Count == 0)
            lines.Remove(phase.Claim);
    }

    /// <summary>The phases of one claim each.</summary>
    internal IEnumerable<Line> Lines => lines.Values;

    /// <summary>Phases that the same sweeps want.</summary>
    internal sealed class Line(Claim claim)
    {
        public Claim Claim => claim;

        public SortedSet<ReadyPhase> Phases { get; } = new(LongestFirst.Instance);

        /// <summary>The first that some worker of the pool can train; null where there is none.</summary>
        /// <param name="pool">Workers that are free.</param>
        /// <param name="unplaced">Needs that none of them meets; more are added.</param>
        public ReadyPhase? First(WorkerPool pool, HashSet<DeviceNeed> unplaced)
        {
            foreach (var phase in Phases)
            {
                if (unplaced.Contains(phase.Need))
                    continue;
                if (pool.Find(phase.Need) is not null)
                    return phase;
                unplaced.Add(phase.Need);
            }
            return null;
        }
    }

    /// <summary>
    /// The greatest priority that a person gave an experiment first, then the longest path (what it unblocks ends the
    /// sweep soonest), then what most experiments wait for, then by
    /// key.
    /// </summary>
    internal sealed class LongestFirst : IComparer<ReadyPhase>
    {
        public static LongestFirst Instance { get; } = new();

        public int Compare(ReadyPhase? x, ReadyPhase? y)
        {
            var order = y!.ExperimentPriority.CompareTo(x!.ExperimentPriority);
            order = order != 0 ? order : y.PathSeconds.CompareTo(x.PathSeconds);
            order = order != 0 ? order : y.WaitingExperiments.CompareTo(x.WaitingExperiments);
            return order != 0 ? order : string.CompareOrdinal(x.Key, y.Key);
        }
    }
}

/// <summary>A phase that could be trained now: wanted, not finished, not leased, its parent finished.</summary>
/// <param name="Key">Its phase key.</param>
/// <param name="Claim">The sweeps that want it.</param>
/// <param name="Seconds">Device time that it still takes, as estimated.</param>
/// <param name="PathSeconds">
/// Device time of the longest path from here, this phase included: no number of devices ends it sooner.
/// </param>
/// <param name="WaitingExperiments">How many unfinished experiments go through it.</param>
/// <param name="ParentWorker">The worker that trained its parent, whose disk cache is warm; or null.</param>
public sealed record ReadyPhase(
    string Key, Claim Claim, double Seconds, double PathSeconds, int WaitingExperiments, string? ParentWorker)
{
    /// <summary>What it asks of a device.</summary>
    public DeviceNeed Need { get; init; } = DeviceNeed.None;

    /// <summary>
    /// What decides how fast it trains; null where that is not known: then it is trained beside no other.
    /// </summary>
    public TrainingLoad? Load { get; init; }

    /// <summary>The greatest priority of the unfinished experiments that go through it.</summary>
    public int ExperimentPriority { get; init; }

    /// <summary>Workers on which it failed since it was trained anywhere: others are preferred.</summary>
    public ImmutableArray<string> FailedOn { get; init; } = [];

    /// <summary>Whether a worker may train it beside what it trains already: no number of it changes by that.</summary>
    public bool FitsBeside(IdleWorker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker.Room is { } room && room.Load == Load && Need.Allows(worker)
            && Need.Memory.FitsWholeInto(room.MemoryBytes) && !FailedOn.Contains(worker.Name);
    }
}
