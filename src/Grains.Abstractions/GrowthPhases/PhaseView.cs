using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>A growth phase as pages and experiments see it.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.phase")]
public sealed record PhaseView
{
    [Id(0)] public required string Key { get; init; }

    [Id(1)] public required string? Parent { get; init; }

    /// <summary>0 for the first of a run.</summary>
    [Id(2)] public required int Index { get; init; }

    [Id(3)] public required PhaseKind Kind { get; init; }

    [Id(4)] public required int Resolution { get; init; }

    /// <summary>Planned real images before it.</summary>
    [Id(5)] public required long Start { get; init; }

    /// <summary>Planned real images after it.</summary>
    [Id(6)] public required long End { get; init; }

    /// <summary>
    /// Real images shown so far (at least Start): where its worker stands. After a crash that is its last snapshot.
    /// </summary>
    [Id(7)] public required long Nimg { get; init; }

    [Id(8)] public required double Alpha { get; init; }

    [Id(9)] public required PhaseStatus Status { get; init; }

    [Id(10)] public required string? Worker { get; init; }

    [Id(11)] public required double ImagesPerSecond { get; init; }

    /// <summary>Its last SWD; null below 16 px and before the first measurement.</summary>
    [Id(12)] public required Measurement? Swd { get; init; }

    /// <summary>Why it diverged or failed, or why its last attempt failed.</summary>
    [Id(13)] public required string? Reason { get; init; }

    /// <summary>Attempts in a row that failed without progress; 0 once one has brought some.</summary>
    [Id(14)] public int Failures { get; init; }

    /// <summary>When it may be tried again after these; null where none has failed.</summary>
    [Id(15)] public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Why it ended, or when and why it is tried again; null where nothing is wrong.</summary>
    public string? Trouble(DateTimeOffset now) =>
        Status is PhaseStatus.Queued or PhaseStatus.Training
            ? RetryRules.Text(Failures, RetryAt, now, Reason)
            : Reason;
}

/// <summary>Where a growth phase stands.</summary>
public enum PhaseStatus
{
    /// <summary>Waits for its parent or for a worker.</summary>
    Queued,

    /// <summary>A worker holds its lease.</summary>
    Training,

    /// <summary>Its final checkpoint is stored.</summary>
    Finished,

    /// <summary>Training met a number that is not finite; experiments that go through it end as diverged.</summary>
    Diverged,

    /// <summary>It failed several times in a row; experiments that go through it end as failed.</summary>
    Failed,
}
