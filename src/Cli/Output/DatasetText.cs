using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>A dataset as lines of text.</summary>
internal static class DatasetText
{
    private const int MostSkipped = 20;

    public static void Show(DatasetDetails details, Screen screen)
    {
        var dataset = details.Dataset;
        screen.Line(DatasetTable.Sentence(dataset));
        if (details.Source.Length > 0)
            screen.Line($"source       {details.Source}");
        screen.Line($"fingerprint  {dataset.Fingerprint}");
        screen.Line($"size         {Readable.Bytes(details.Bytes)} in {dataset.Path}");
        if (!details.Classes.IsEmpty)
            screen.Write(Classes(details));
        if (details.Skipped.IsEmpty)
            return;
        screen.Line($"{Readable.Count(details.Skipped.Length)} images of the source were left out:");
        foreach (var image in details.Skipped.Take(MostSkipped))
            screen.Line($"  {image.Name}: {image.Reason}");
        if (details.Skipped.Length > MostSkipped)
            screen.Line($"  … and {Readable.Count(details.Skipped.Length - MostSkipped)} more; --json lists them all");
    }

    private static Table Classes(DatasetDetails details)
    {
        var table = Tables.New().Right("label").Fixed("class").Right("images");
        foreach (var c in details.Classes)
            table.AddRow(new Text(Readable.Count(c.Label)), new Text(c.Name ?? Readable.None), new Text(Readable.Count(c.Images)));
        return table;
    }
}
