using System.Collections.Immutable;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Scheduling;

/// <summary>Why workers that could train were given nothing, for the people who look at them.</summary>
public static class IdleReasons
{
    /// <summary>A sentence for each idle worker that was given nothing; none where nothing is wanted at all.</summary>
    /// <param name="wanted">How many phases are still to be trained or measured.</param>
    /// <param name="ready">Those of them that could be trained now.</param>
    /// <param name="idle">Workers that could train one.</param>
    /// <param name="assigned">Who was given what.</param>
    /// <param name="room">What the store has room for.</param>
    public static ImmutableSortedDictionary<string, string> Of(
        int wanted, IReadOnlyCollection<ReadyPhase> ready, IEnumerable<IdleWorker> idle,
        IReadOnlyCollection<Assignment> assigned, StoreRoom room)
    {
        if (wanted == 0)
            return ImmutableSortedDictionary<string, string>.Empty;
        var taken = assigned.Select(a => a.Phase).ToHashSet();
        var left = ready.Where(p => !taken.Contains(p.Key)).ToArray();
        return idle.ExceptBy(assigned.Select(a => a.Worker), worker => worker.Name)
            .ToImmutableSortedDictionary(w => w.Name, w => Of(ready.Count, left, w, room), StringComparer.Ordinal);
    }

    private static string Of(int ready, ReadyPhase[] left, IdleWorker worker, StoreRoom room)
    {
        if (ready == 0)
            return "No phase is ready: what is left waits for phases before it, or to be tried again.";
        if (left.Length == 0)
            return "Other workers take all phases that are ready.";
        var fitting = left.Where(p => p.Need.FitsInSharesInto(worker)).ToArray();
        if (Array.Exists(fitting, room.Holds))
            return "A phase is ready for it and is offered to it soon.";
        if (fitting.Length > 0)
            return $"A phase is ready for it and waits. {room.Reason(fitting.MinBy(p => p.Need.StoreBytes)!)}";
        string[] causes =
        [
            .. left.GroupBy(p => Cause(p, worker)).OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{Readable.Count(g.Count())} {(g.Count() == 1 ? "needs" : "need")} {g.Key}"),
        ];
        return $"No phase that is ready fits it: {string.Join(", ", causes)}.";
    }

    private static string Cause(ReadyPhase phase, IdleWorker worker) =>
        !phase.Need.AllowsKind(worker) ? "a CUDA device"
        : !phase.Need.AllowsLabels(worker) ? $"a worker with {phase.Need.LabelsText}"
        : $"more than its {Readable.Bytes(worker.MemoryBytes ?? 0)} of memory";
}
