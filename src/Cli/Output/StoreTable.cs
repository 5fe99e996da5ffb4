using PgGanLab.Grains.Retention;
using PgGanLab.Growth;
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
            table.AddRow(kind.What(), Readable.Count(kind.Files), Readable.Bytes(kind.Bytes));
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
}
