using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Workers;

/// <summary>One compute device of one host, as it was last heard of.</summary>
public sealed record Worker
{
    /// <summary><c>host/device</c>.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }

    /// <summary><c>cpu:0</c>, <c>cuda:1</c>.</summary>
    public required string Device { get; init; }

    /// <summary>What the device is, for people: a GPU's or CPU's model name.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// What sweeps may ask for: <c>gpu=a100,host=gpu-host-3,kind=cuda</c> (<see cref="WorkerLabels"/>).
    /// </summary>
    public string Labels { get; init; } = "";

    /// <summary>Threads that a trainer uses on it.</summary>
    public required int Threads { get; init; }

    public required WorkerStatus Status { get; init; }

    /// <summary>Phase key of what it trains.</summary>
    public required string? Phase { get; init; }

    public required double ImagesPerSecond { get; init; }

    /// <summary>Last sign of life.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Real images trained since the silo started.</summary>
    public required long ImagesTrained { get; init; }

    /// <summary>Bytes of its device's memory that a trainer may use; null: no limit is known.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>
    /// Bytes of its device's memory that what it trains takes at its peak with whole minibatches, as estimated;
    /// null while it trains nothing.
    /// </summary>
    public long? MemoryNeeded { get; init; }

    /// <summary>Why it takes no phase until a person lets it; null where it takes some.</summary>
    public WorkerHold? Hold { get; init; }

    /// <summary>
    /// Why an idle worker was given nothing, a sentence; null where nothing waits, or it is not known.
    /// </summary>
    public string? WhyIdle { get; init; }

    /// <summary>The worker at a later moment: gone where it was not heard of for longer than a lease lasts.</summary>
    public Worker At(DateTimeOffset now)
    {
        var status = now - SeenAt > LeaseRules.Duration ? WorkerStatus.Gone : Status;
        return status == WorkerStatus.Training
            ? this
            : this with { Status = status, Phase = null, ImagesPerSecond = 0 };
    }
}

/// <summary>What a worker does.</summary>
public enum WorkerStatus
{
    Idle,
    Training,

    /// <summary>Its silo was not heard of for longer than a lease lasts, or said goodbye.</summary>
    Gone,
}
