namespace PgGanLab.Grains.Workers;

/// <summary>What a worker does.</summary>
public enum WorkerStatus
{
    Idle,

    Training,

    /// <summary>Its silo was not heard of for longer than a lease lasts, or said goodbye.</summary>
    Gone,
}
