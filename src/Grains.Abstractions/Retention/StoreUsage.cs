using System.Collections.Immutable;
using System.Diagnostics;
using PgGanLab.Growth;
using PgGanLab.Growth.Retention;

namespace PgGanLab.Grains.Retention;

/// <summary>What a store has, and what is freed of it.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.store-usage")]
public sealed record StoreUsage
{
    /// <summary>Bytes of all files.</summary>
    [Id(0)] public required long Bytes { get; init; }

    /// <summary>Bytes that the store may take; null without a limit.</summary>
    [Id(1)] public required long? Budget { get; init; }

    /// <summary>Bytes that are free on its disk.</summary>
    [Id(2)] public required long DiskFree { get; init; }

    /// <summary>Files of each kind, those that take most first.</summary>
    [Id(3)] public required ImmutableArray<StoredFiles> Kinds { get; init; }

    /// <summary>What is freed, or would be, the least valuable first.</summary>
    [Id(4)] public required ImmutableArray<FreedFiles> Freed { get; init; }

    /// <summary>Bytes by which it is larger than it may be even then, because all that is left is needed.</summary>
    [Id(5)] public required long TooMuch { get; init; }

    /// <summary>Bytes that are freed, or would be.</summary>
    public long BytesFreed => Freed.Sum(f => f.Bytes);

    /// <summary>All of it, in a sentence.</summary>
    public string InWords() => $"{Readable.Bytes(Bytes)} in all"
        + (Budget is { } budget ? $", of {Readable.Bytes(budget)} that it may have" : "")
        + $"; {Readable.Bytes(DiskFree)} are free on its disk.";

    /// <summary>A sentence where even then it is larger than it may be; else null.</summary>
    public string? TooMuchInWords() => TooMuch <= 0 ? null
        : $"{Readable.Bytes(TooMuch)} more than it may have is needed: by experiments that are not at their end, "
            + "starred ones, the best generators, and datasets.";

    /// <summary>The usage that a plan is for.</summary>
    public static StoreUsage Of(StoreHoldings held, RetentionPlan plan, long diskFree) => new()
    {
        Bytes = held.Bytes,
        Budget = plan.Budget,
        DiskFree = diskFree,
        Kinds =
        [
            .. held.Files.GroupBy(f => f.Kind).Select(g => new StoredFiles(g.Key, g.Count(), g.Sum(f => f.Bytes)))
                .OrderByDescending(k => k.Bytes).ThenBy(k => k.Kind),
        ],
        Freed =
        [
            .. plan.Free.GroupBy(f => f.Reason).OrderBy(g => g.Key)
                .Select(g => new FreedFiles(g.Key, g.Count(), g.Sum(f => f.File.Bytes))),
        ],
        TooMuch = plan.TooMuch,
    };
}

/// <summary>Files of one kind.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Files">How many.</param>
/// <param name="Bytes">What they take.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.stored-files")]
public sealed record StoredFiles(
    [property: Id(0)] StoredKind Kind, [property: Id(1)] int Files, [property: Id(2)] long Bytes)
{
    /// <summary>The kind as people read it: <c>sample grids</c>.</summary>
    public string What() => Kind switch
    {
        StoredKind.PhaseEnd => "final checkpoints of phases",
        StoredKind.Snapshot => "snapshots inside phases",
        StoredKind.Sample => "sample grids",
        StoredKind.Generator => "exported generators",
        StoredKind.Dataset => "datasets",
        _ => "being written, damaged, or unknown",
    };
}

/// <summary>Files that are freed for one reason.</summary>
/// <param name="Reason">Which.</param>
/// <param name="Files">How many.</param>
/// <param name="Bytes">What they take.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.freed-files")]
public sealed record FreedFiles(
    [property: Id(0)] FreeReason Reason, [property: Id(1)] int Files, [property: Id(2)] long Bytes)
{
    /// <summary>The reason as people read it: <c>snapshots of phases whose end is there</c>.</summary>
    public string What() => Reason switch
    {
        FreeReason.Exported => "exported generators, made again at the next download",
        FreeReason.Superseded => "snapshots of phases whose end is there",
        FreeReason.Thinned => "old sample grids",
        FreeReason.Archived => "checkpoints of archived sweeps",
        FreeReason.Abandoned => "snapshots of phases that nobody is to go on with",
        FreeReason.YoungSample => "sample grids",
        FreeReason.Passed => "ends of phases that all their experiments have gone past",
        FreeReason.Resultless => "checkpoints of experiments without a result",
        FreeReason.Outranked => "checkpoints of experiments that others surpass",
        FreeReason.RunnerUp => "checkpoints of the best experiments after the very best",
        _ => throw new UnreachableException(),
    };
}
