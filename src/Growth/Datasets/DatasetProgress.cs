using System.Collections.Immutable;

namespace PgGanLab.Growth.Datasets;

/// <summary>How far a dataset is that is being made.</summary>
/// <param name="Done">Images of the source that were read, damaged ones included.</param>
/// <param name="Total">Images of the source.</param>
/// <param name="Damaged">Those found unusable since the last report.</param>
public sealed record DatasetProgress(int Done, int Total, ImmutableArray<DamagedImage> Damaged)
{
    /// <summary>
    /// What should be known of the source, a sentence each and each said once: before anything is read, or at the end.
    /// </summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>
    /// Whether it waits for another one of its name that is being made or removed; nothing is read yet.
    /// </summary>
    public bool IsWaiting { get; init; }

    /// <summary>The report of one that waits.</summary>
    public static DatasetProgress Waiting { get; } = new(0, 0, []) { IsWaiting = true };
}

/// <summary>An image that could not be used.</summary>
/// <param name="Name">Its path in the source.</param>
/// <param name="Reason">Why, such as <c>the PNG is damaged: IDAT: CRC error</c>.</param>
public sealed record DamagedImage(string Name, string Reason);
