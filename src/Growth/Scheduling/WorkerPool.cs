using System.Collections.Immutable;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Scheduling;

/// <summary>
/// Workers that could train now, those of the least memory first; and apart from them those that could train one phase
/// more beside what they train.
/// </summary>
public sealed class WorkerPool
{
    private readonly Dictionary<string, IdleWorker> byName = new(StringComparer.Ordinal);
    private readonly List<Kind> kinds = [];
    private readonly List<IdleWorker> training = [];

    public WorkerPool(params IEnumerable<IdleWorker> workers)
    {
        foreach (var worker in workers)
            Add(worker);
    }

    /// <summary>How many train nothing.</summary>
    public int Count => byName.Count;

    /// <summary>Those that train already.</summary>
    public IReadOnlyList<IdleWorker> Training => training;

    public void Add(IdleWorker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        if (worker.Room is not null)
        {
            training.Add(worker);
            return;
        }
        if (!byName.TryAdd(worker.Name, worker))
            return;
        var sample = worker with { Name = "" };
        if (kinds.Find(k => k.Sample == sample) is not { } kind)
        {
            kind = new Kind(sample);
            var place = kinds.FindIndex(k => Memory(k.Sample) > Memory(sample));
            kinds.Insert(place < 0 ? kinds.Count : place, kind);
        }
        kind.Names.Add(worker.Name);
    }

    public void Remove(IdleWorker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        training.Remove(worker);
        if (byName.Remove(worker.Name))
            kinds.Find(k => k.Sample == worker with { Name = "" })!.Names.Remove(worker.Name);
    }

    /// <summary>
    /// Who trains what needs this: the smallest device that holds it whole, else the largest that holds it in shares;
    /// of several alike the first by name. Those that its sweeps prefer come before all others. Null where none can.
    /// </summary>
    internal IdleWorker? Find(DeviceNeed need) => Find(need, []);

    /// <summary>The same for a phase; one on which it failed trains it only where no other one can.</summary>
    internal IdleWorker? Find(ReadyPhase phase) =>
        Find(phase.Need, phase.FailedOn) ?? (phase.FailedOn.IsEmpty ? null : Find(phase.Need));

    private IdleWorker? Find(DeviceNeed need, ImmutableArray<string> without) =>
        (need.Choices.IsEmpty ? null : Find(need, need.Prefers, without)) ?? Find(need, _ => true, without);

    private IdleWorker? Find(DeviceNeed need, Func<IdleWorker, bool> isChosen, ImmutableArray<string> without)
    {
        var chosen = kinds.FindAll(k => k.First(without) is not null && isChosen(k.Sample));
        var kind = chosen.Find(k => need.FitsWholeInto(k.Sample));
        var alike = kind is not null
            ? chosen.Where(k => Memory(k.Sample) == Memory(kind.Sample) && need.FitsWholeInto(k.Sample))
            : chosen.FindLast(k => need.FitsInSharesInto(k.Sample)) is { } largest ? [largest] : [];
        var name = alike.Select(k => k.First(without)).OfType<string>().Min(StringComparer.Ordinal);
        return name is null ? null : byName[name];
    }

    /// <summary>The worker of this name, if it is free.</summary>
    internal IdleWorker? Find(string name) => byName.GetValueOrDefault(name);

    private static long Memory(IdleWorker worker) => worker.MemoryBytes ?? long.MaxValue;

    /// <summary>Workers that differ in their names alone.</summary>
    private sealed record Kind(IdleWorker Sample)
    {
        public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);

        /// <summary>The first by name but for some; null where there is no other.</summary>
        public string? First(ImmutableArray<string> without) =>
            without.IsEmpty ? Names.Min : Names.FirstOrDefault(name => !without.Contains(name));
    }
}
