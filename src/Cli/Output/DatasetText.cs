using System.Collections.Immutable;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>A dataset as lines of text.</summary>
internal static class DatasetText
{
    private const int MostListed = 20;

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
        foreach (var remark in details.Remarks)
            screen.Line(remark);
        List(details.Warnings, "kept with a warning", screen);
        List(details.Skipped, "left out", screen);
    }

    private static void List(ImmutableArray<DamagedImage> images, string what, Screen screen)
    {
        if (images.IsEmpty)
            return;
        screen.Line(images.Length == 1
            ? $"1 image of the source was {what}:"
            : $"{Readable.Count(images.Length)} images of the source were {what}:");
        foreach (var image in images.Take(MostListed))
            screen.Line($"  {image.Name}: {image.Reason}");
        if (images.Length > MostListed)
            screen.Line($"  … and {Readable.Count(images.Length - MostListed)} more; --json lists them all");
    }

    private static Table Classes(DatasetDetails details)
    {
        var table = Tables.New().Right("label").Fixed("class").Right("images");
        foreach (var c in details.Classes)
            table.AddRow(new Text(Readable.Count(c.Label)), new Text(c.Name ?? Readable.None),
                new Text(Readable.Count(c.Images)));
        return table;
    }
}
