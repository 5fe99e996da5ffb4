using System.Collections.Immutable;

namespace PgGanLab.Chaos.Faults;

/// <summary>What is done to a lab.</summary>
internal enum FaultKind
{
    /// <summary>kill -9 of the process that has the database; it is started again.</summary>
    Kill,

    /// <summary>That process gets no processor for a while (SIGSTOP, SIGCONT).</summary>
    Pause,

    /// <summary>That process is asked to stop (SIGTERM), and started again.</summary>
    Terminate,

    /// <summary>kill -9, and the checkpoint from which training goes on has other bytes at the next start.</summary>
    DamageCheckpoint,

    /// <summary>Another process holds the database's write lock for a while.</summary>
    LockDatabase,

    /// <summary>The store's disk has no room until the lab says so.</summary>
    FillDisk,

    /// <summary>The record gives a phase that is trained to a worker that there is not.</summary>
    StealLease,

    /// <summary>Somebody has everything freed that may be.</summary>
    FreeStore,

    /// <summary>kill -9 of a joined host; it is started again.</summary>
    KillHost,

    /// <summary>A joined host gets no processor for a while, maybe so long that it is given up.</summary>
    PauseHost,

    /// <summary>A joined host is asked to stop, and started again.</summary>
    TerminateHost,
}

/// <summary>A fault that is to come.</summary>
/// <param name="Kind">What.</param>
/// <param name="Progress">When: the part of the first sweep's images that is trained, 0 to 1.</param>
/// <param name="Lasts">For how long, where it lasts.</param>
/// <param name="Host">Index of the joined host that it meets.</param>
internal sealed record PlannedFault(FaultKind Kind, double Progress, TimeSpan Lasts, int Host);

/// <summary>
/// Which faults a lab meets and when: a function of the seed. Moments are parts of the work, not times, so that they
/// come on a slow machine as on a fast one.
/// </summary>
/// <param name="Faults">In order of their progress.</param>
/// <param name="SecondSweepAt">Index of the fault right before which another sweep is submitted.</param>
internal sealed record FaultSchedule(ImmutableArray<PlannedFault> Faults, int SecondSweepAt)
{
    /// <summary>The part of the work within which all faults come: there must be training after the last one.</summary>
    private const double Within = 0.8;

    /// <param name="seed">Another one, other faults.</param>
    /// <param name="kinds">What can be done; each is done before one is done again.</param>
    /// <param name="count">How many faults.</param>
    /// <param name="hosts">How many joined hosts there are.</param>
    public static FaultSchedule Of(int seed, IReadOnlyList<FaultKind> kinds, int count, int hosts = 0)
    {
        var random = new Random(seed);
        var order = new List<FaultKind>();
        while (order.Count < count)
        {
            var round = kinds.ToArray();
            random.Shuffle(round);
            order.AddRange(round);
        }
        return new FaultSchedule(
            [.. order.Take(count).Select((kind, i) => new PlannedFault(
                kind, (i + random.NextDouble()) / count * Within, TimeSpan.FromSeconds(0.3 + 3 * random.NextDouble()),
                hosts == 0 ? 0 : random.Next(hosts)))],
            random.Next(count));
    }
}
