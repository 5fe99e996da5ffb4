using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Scheduling;

/// <summary>Why a phase that could be trained now waits, whichever of the lab's workers becomes idle.</summary>
/// <param name="Phase">Its key.</param>
/// <param name="Kind">What the log book calls it: <c>phase-needs-cuda</c>, <c>phase-needs-labels</c> or
/// <c>phase-too-large</c>.</param>
/// <param name="Reason">One sentence.</param>
public sealed record UntrainablePhase(string Phase, string Kind, string Reason)
{
    /// <summary>
    /// Of the phases that none of the workers can train; a lab without workers waits for its first one, which hinders
    /// no phase.
    /// </summary>
    /// <param name="ready">Phases that wait.</param>
    /// <param name="workers">The lab's workers, idle or not.</param>
    public static IEnumerable<UntrainablePhase> Of(
        IEnumerable<ReadyPhase> ready, IReadOnlyCollection<IdleWorker> workers) =>
        workers.Count == 0 ? [] : ready.Select(phase => Of(phase, workers)).OfType<UntrainablePhase>();

    private static UntrainablePhase? Of(ReadyPhase phase, IReadOnlyCollection<IdleWorker> workers)
    {
        var need = phase.Need;
        var allowed = workers.Where(need.Allows).ToList();
        if (allowed.Exists(need.FitsInSharesInto))
            return null;
        if (allowed.Count == 0 && workers.Any(need.AllowsKind))
            return new UntrainablePhase(phase.Key, "phase-needs-labels",
                $"Its sweep asks for workers with {need.LabelsText}, and none that could train it has these; it waits "
                + "until one joins.");
        return allowed.MaxBy(w => w.MemoryBytes) is { } largest
            ? new UntrainablePhase(phase.Key, "phase-too-large",
                $"It needs {Readable.Bytes(need.Memory.Least)} of device memory, but the largest "
                + $"{(need.Cuda ? "CUDA worker" : "worker")}, {largest.Name}, has "
                + $"{Readable.Bytes(largest.MemoryBytes!.Value)}; it waits until a larger one joins.")
            : new UntrainablePhase(phase.Key, "phase-needs-cuda",
                "Its lowPrecision float16 is for CUDA devices only, and none of the lab's workers is one; it waits "
                + "until a CUDA worker joins.");
    }
}
