using System.Collections.Immutable;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Scheduling;

/// <summary>
/// Which worker trains what next: the scheduler's one decision, the same in a grain, in a test and in the simulator.
/// </summary>
public static class SchedulingRules
{
    /// <summary>
    /// Gives idle workers one phase each, in the order of <see cref="FairShare"/> and within a sweep of <see
    /// cref="PhaseQueue"/>, until no idle worker can train any phase that waits. A worker keeps a branch that it
    /// trained when it can. What is left goes to workers that train already, where they have room (<see
    /// cref="FreeLanes"/>).
    /// </summary>
    /// <param name="queue">What could be trained; what is given away leaves it.</param>
    /// <param name="pool">Who could train; who is given something leaves it.</param>
    /// <param name="shares">Whose turn it is; sweeps are charged with what they are given.</param>
    public static ImmutableArray<Assignment> Assign(PhaseQueue queue, WorkerPool pool, FairShare shares)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(shares);
        var made = ImmutableArray.CreateBuilder<Assignment>();
        while (Pass(queue, pool, shares) is { Count: > 0 } pairs)   // a branch that was kept may have freed a worker
            made.AddRange(pairs.Select(p => new Assignment(p.Phase.Key, p.Worker.Name)));
        made.AddRange(FreeLanes.Assign(queue, pool, shares));
        return made.ToImmutable();
    }

    private static List<Pair> Pass(PhaseQueue queue, WorkerPool pool, FairShare shares)
    {
        var pairs = new List<Pair>();
        var unplaced = new HashSet<DeviceNeed>();
        var lines = queue.Lines.ToList();
        while (pool.Count > 0 && Next(lines, pool, shares, unplaced) is { } phase)
        {
            var worker = pool.Find(phase)!;
            queue.Remove(phase);
            pool.Remove(worker);
            shares.Charge(phase.Claim, phase.Seconds);
            pairs.Add(new Pair(phase, worker));
        }
        BranchKeeping.Apply(pairs, pool);
        return pairs;
    }

    /// <summary>The first phase that some free worker can train; null where there is none.</summary>
    /// <param name="lines">Those that may have one; the others leave the list.</param>
    /// <param name="pool">Workers that are free.</param>
    /// <param name="shares">Whose turn it is.</param>
    /// <param name="unplaced">Needs that no free worker meets.</param>
    internal static ReadyPhase? Next(
        List<PhaseQueue.Line> lines, WorkerPool pool, FairShare shares, HashSet<DeviceNeed> unplaced)
    {
        while (lines.Count > 0)
        {
            var turns = lines.ConvertAll(line => shares.TurnOf(line.Claim));
            var first = turns.Min();
            var ofSweep = lines.Where((_, i) => turns[i].Sweep == first.Sweep).ToArray();
            if (ofSweep.Select(line => line.First(pool, unplaced)).OfType<ReadyPhase>()
                .Min(PhaseQueue.LongestFirst.Instance) is { } phase)
                return phase;
            lines.RemoveAll(ofSweep.Contains);
        }
        return null;
    }
}

/// <summary>One decision of the scheduler.</summary>
public sealed record Assignment(string Phase, string Worker);

/// <summary>A phase and who is to train it.</summary>
internal readonly record struct Pair(ReadyPhase Phase, IdleWorker Worker);

/// <summary>
/// Lets phases change places with others, or move to a free worker, where their branch was trained before.
/// </summary>
internal static class BranchKeeping
{
    public static void Apply(List<Pair> pairs, WorkerPool free)
    {
        var places = pairs.Select((pair, i) => (pair.Worker.Name, i)).ToDictionary(p => p.Name, p => p.i);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (phase, worker) = pairs[i];
            if (phase.ParentWorker is not { } home || home == worker.Name)
                continue;
            if (places.TryGetValue(home, out var other))
            {
                if (!Gains(phase, worker, pairs[other].Worker) || !Gives(pairs[other], worker))
                    continue;
                (pairs[i], pairs[other]) = (
                    new Pair(phase, pairs[other].Worker), new Pair(pairs[other].Phase, worker));
                (places[home], places[worker.Name]) = (i, other);
            }
            else if (free.Find(home) is { } idle && Gains(phase, worker, idle))
            {
                pairs[i] = new Pair(phase, idle);
                free.Remove(idle);
                free.Add(worker);
                places.Remove(worker.Name);
                places.Add(home, i);
            }
        }
    }

    private static bool Gains(ReadyPhase phase, IdleWorker worker, IdleWorker home) =>
        phase.Need.FitsWholeInto(home) && !phase.FailedOn.Contains(home.Name) && IsAsWelcome(phase, home, worker);

    private static bool Gives(Pair pair, IdleWorker instead) =>
        pair.Phase.ParentWorker != pair.Worker.Name && pair.Phase.Need.FitsWholeInto(instead)
        && !pair.Phase.FailedOn.Contains(instead.Name) && IsAsWelcome(pair.Phase, instead, pair.Worker);

    /// <summary>Whether a worker is one that the phase's sweeps prefer, or the other isn't either.</summary>
    private static bool IsAsWelcome(ReadyPhase phase, IdleWorker worker, IdleWorker other) =>
        phase.Need.Prefers(worker) || !phase.Need.Prefers(other);
}
