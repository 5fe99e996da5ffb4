namespace PgGanLab.Grains.Sweeps;

/// <summary>Where a sweep stands.</summary>
public enum SweepStatus
{
    /// <summary>Accepted; some experiment is not at its end.</summary>
    Running,

    /// <summary>Every experiment has ended.</summary>
    Finished,

    /// <summary>Given up by a person.</summary>
    Cancelled,
}
