using System.Collections.Immutable;

namespace PgGanLab.Growth.Datasets;

/// <summary>A dataset that the lab makes, whether or not anybody looks on.</summary>
/// <param name="Number">Tells it from the others of this lab, also after a restart.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="StartedAt">When it was asked for.</param>
public sealed record DatasetMaking(long Number, DatasetRequest Request, DateTimeOffset StartedAt)
{
    /// <summary>Damaged images that are named; of more there is only the count.</summary>
    public const int MostNamed = 200;

    /// <summary>
    /// Who makes it, where that is another process than the one that answers, which alone knows how far it is; else
    /// null.
    /// </summary>
    public string? Host { get; init; }

    public DatasetMakingStatus Status { get; init; } = DatasetMakingStatus.Running;

    /// <summary>Images of the source that were read, damaged ones included.</summary>
    public int Done { get; init; }

    /// <summary>Images of the source; 0 until they are counted.</summary>
    public int Total { get; init; }

    /// <summary>The first <see cref="MostNamed"/> images that could not be used.</summary>
    public ImmutableArray<DamagedImage> Damaged { get; init; } = [];

    /// <summary>How many could not be used.</summary>
    public int DamagedImages { get; init; }

    /// <summary>What should be known of the source, a sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Why there is no dataset, one sentence; null where it didn't fail.</summary>
    public string? Failure { get; init; }

    public bool HasEnded => Status > DatasetMakingStatus.Running;

    /// <summary>Whether it went well and there is nothing else to say.</summary>
    public bool IsQuiet => this is { Status: DatasetMakingStatus.Finished, DamagedImages: 0, Remarks.IsEmpty: true };

    /// <summary>The same after a report.</summary>
    public DatasetMaking After(DatasetProgress report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return this with
        {
            Status = report.IsWaiting ? DatasetMakingStatus.Waiting : DatasetMakingStatus.Running,
            Done = report.Done,
            Total = report.Total,
            Damaged = [.. Damaged, .. report.Damaged.Take(MostNamed - Damaged.Length)],
            DamagedImages = DamagedImages + report.Damaged.Length,
            Remarks = Remarks.AddRange(report.Remarks),
        };
    }
}

/// <summary>Where a dataset stands that somebody asked for.</summary>
public enum DatasetMakingStatus
{
    /// <summary>Another one of its name is being made or removed.</summary>
    Waiting,

    /// <summary>Its images are being read.</summary>
    Running,

    /// <summary>It is in the lab.</summary>
    Finished,

    /// <summary>It could not be made.</summary>
    Failed,

    /// <summary>Somebody stopped it, or the lab was stopped.</summary>
    Stopped,
}
