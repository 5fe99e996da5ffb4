namespace PgGanLab.Grains.Workers;

/// <summary>A worker as pages see it.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.worker-view")]
public sealed record WorkerView
{
    /// <summary><c>host/device</c>.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required string Host { get; init; }

    /// <summary><c>cpu:0</c>, <c>cuda:1</c>.</summary>
    [Id(2)] public required string Device { get; init; }

    /// <summary>What the device is, for people: a GPU's or CPU's model name.</summary>
    [Id(3)] public required string Description { get; init; }

    /// <summary>Threads that a trainer uses on it.</summary>
    [Id(4)] public required int Threads { get; init; }

    [Id(5)] public required WorkerStatus Status { get; init; }

    /// <summary>Phase key of what it trains.</summary>
    [Id(6)] public required string? Phase { get; init; }

    [Id(7)] public required double ImagesPerSecond { get; init; }

    /// <summary>Last sign of life.</summary>
    [Id(8)] public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Real images trained since the silo started.</summary>
    [Id(9)] public required long ImagesTrained { get; init; }

    /// <summary>Bytes of its device's memory that a trainer may use; null: no limit is known.</summary>
    [Id(10)] public long? MemoryBytes { get; init; }

    /// <summary>Bytes of its device's memory that what it trains takes at its peak with whole minibatches, as estimated; null while it trains nothing.</summary>
    [Id(11)] public long? MemoryNeeded { get; init; }
}
