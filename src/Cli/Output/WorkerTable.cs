using PgGanLab.Growth;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Workers;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>Workers, a line each.</summary>
internal static class WorkerTable
{
    public static Table Of(IEnumerable<Worker> workers, DateTimeOffset now)
    {
        var table = Tables.New("worker", "device").Fixed("status").Right("img/s").Right("images").Left("memory")
            .Right("seen");
        foreach (var w in workers)
        {
            table.AddRow(
                new Text(w.Name), new Text(w.Description),
                new Markup($"[{StatusStyle.Of(w)}]{WorkerText.State(w)}[/]"),
                new Text(Readable.Rate(w.ImagesPerSecond)), new Text(Readable.Count(w.ImagesTrained)),
                new Text(MemoryText.Use(w.MemoryNeeded, w.MemoryBytes)), new Text(Readable.Ago(w.SeenAt, now)));
        }
        return table;
    }
}
