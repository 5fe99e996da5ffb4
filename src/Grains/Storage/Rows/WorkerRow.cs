using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Leases;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>A worker as its silo last described it.</summary>
internal sealed class WorkerRow
{
    /// <summary><c>host/device</c>.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required string Device { get; init; }

    public required string Description { get; set; }

    public required int Threads { get; set; }

    public required WorkerStatus Status { get; set; }

    public required string? Phase { get; set; }

    public required double ImagesPerSecond { get; set; }

    public required long ImagesTrained { get; set; }

    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>What a trainer may use of its device's memory; null: no limit is known.</summary>
    public required long? MemoryBytes { get; set; }

    /// <summary>The silo's process.</summary>
    public required string Incarnation { get; set; }

    public WorkerStatus StatusAt(DateTimeOffset now) => now - SeenAt > LeaseRules.Duration ? WorkerStatus.Gone : Status;

    public WorkerView ToView(DateTimeOffset now) => new()
    {
        Name = Name,
        Host = Host,
        Device = Device,
        Description = Description,
        Threads = Threads,
        Status = StatusAt(now),
        Phase = StatusAt(now) == WorkerStatus.Training ? Phase : null,
        ImagesPerSecond = StatusAt(now) == WorkerStatus.Training ? ImagesPerSecond : 0,
        SeenAt = SeenAt,
        ImagesTrained = ImagesTrained,
        MemoryBytes = MemoryBytes,
    };
}
