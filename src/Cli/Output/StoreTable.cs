using PgGanLab.Grains.Retention;
using PgGanLab.Growth;
using PgGanLab.Growth.Retention;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>What a store has, and what is freed of it.</summary>
internal static class StoreTable
{
    /// <summary>A line a kind of file.</summary>
    public static Table Kinds(StoreUsage usage)
    {
        var table = Tables.New("in the store").Right("files").Right("size");
        foreach (var kind in usage.Kinds)
            table.AddRow(Name(kind.Kind), Readable.Count(kind.Files), Readable.Bytes(kind.Bytes));
        return table;
    }

    /// <summary>A line a reason.</summary>
    public static Table Freed(StoreUsage usage, string title)
    {
        var table = Tables.New(title).Right("files").Right("size");
        foreach (var part in usage.Freed)
            table.AddRow(part.What(), Readable.Count(part.Files), Readable.Bytes(part.Bytes));
        return table;
    }

    /// <summary>All of it, in a sentence.</summary>
    public static string Sum(StoreUsage usage) =>
        $"{Readable.Bytes(usage.Bytes)} in all"
        + (usage.Budget is { } budget ? $", of {Readable.Bytes(budget)} that it may have" : "")
        + $"; {Readable.Bytes(usage.DiskFree)} are free on its disk.";

    /// <summary>A sentence where even then it is larger than it may be.</summary>
    public static IEnumerable<string> TooMuch(StoreUsage usage)
    {
        if (usage.TooMuch > 0)
            yield return $"{Readable.Bytes(usage.TooMuch)} more than it may have is needed: by experiments that are "
                + "not at their end, starred ones, the best generators, and datasets.";
    }

    private static string Name(StoredKind kind) => kind switch
    {
        StoredKind.PhaseEnd => "final checkpoints of phases",
        StoredKind.Snapshot => "snapshots inside phases",
        StoredKind.Sample => "sample grids",
        StoredKind.Generator => "exported generators",
        StoredKind.Dataset => "datasets",
        _ => "being written, damaged, or unknown",
    };
}
