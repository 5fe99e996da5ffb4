namespace PgGanLab.Grains.Experiments;

/// <summary>Where an experiment stands.</summary>
public enum ExperimentStatus
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker trains one of its phases.</summary>
    Training,

    /// <summary>All its phases are trained and its SWD is measured.</summary>
    Finished,

    /// <summary>Training met a number that is not finite.</summary>
    Diverged,

    /// <summary>Something else went wrong that trying again did not mend.</summary>
    Failed,

    /// <summary>Given up by a person.</summary>
    Cancelled,
}
