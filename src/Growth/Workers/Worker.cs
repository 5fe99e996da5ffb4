using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PgGanLab.Growth.Packing;
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

    /// <summary>Phase key of what it trains; of several the oldest.</summary>
    public required string? Phase { get; init; }

    /// <summary>Of all that it trains together.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Last sign of life.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Real images trained since the silo started.</summary>
    public required long ImagesTrained { get; init; }

    /// <summary>Bytes of its device's memory that a trainer may use; null: no limit is known.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>
    /// What it trains at once and what that was measured to bring; null where it trains one phase at a time.
    /// </summary>
    public DevicePacking? Packing { get; init; }

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
            : this with { Status = status, Phase = null, ImagesPerSecond = 0, Packing = Packing?.Emptied() };
    }

    /// <summary>Keys of all that it trains.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Phases => Packing is { Phases: { IsEmpty: false } several }
        ? [.. several.Select(p => p.Phase)]
        : Phase is null ? [] : [Phase];

    /// <summary>Whether it could take a phase.</summary>
    [JsonIgnore]
    public bool TakesPhase => Status == WorkerStatus.Idle
        || (Status == WorkerStatus.Training && Packing is { Room: not null });
}

/// <summary>What a worker does.</summary>
public enum WorkerStatus
{
    Idle,
    Training,

    /// <summary>Its silo was not heard of for longer than a lease lasts, or said goodbye.</summary>
    Gone,
}
