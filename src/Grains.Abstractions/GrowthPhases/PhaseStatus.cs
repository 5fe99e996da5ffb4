namespace PgGanLab.Grains.GrowthPhases;

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
