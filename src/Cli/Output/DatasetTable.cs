using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>Datasets, a line each, and one as a sentence.</summary>
internal static class DatasetTable
{
    public static Table Of(IEnumerable<DatasetFacts> datasets)
    {
        var table = Tables.New("dataset").Right("images").Right("size").Right("channels").Right("labels");
        foreach (var d in datasets)
        {
            table.AddRow(
                new Text(d.Name), new Text(Readable.Count(d.Images)), new Text($"{d.Resolution}x{d.Resolution}"),
                new Text(d.Channels.ToString(CultureInfo.InvariantCulture)),
                new Text(d.Labels.ToString(CultureInfo.InvariantCulture)));
        }
        return table;
    }

    /// <summary><c>fashion-mnist: 60,000 real images, 32x32, 1 channel, 10 labels</c>.</summary>
    public static string Sentence(DatasetFacts dataset) =>
        $"{dataset.Name}: {Readable.Plural(dataset.Images, "real image")}, {dataset.Resolution}x{dataset.Resolution}, "
        + Readable.Plural(dataset.Channels, "channel")
        + (dataset.Labels == 0 ? "" : $", {Readable.Plural(dataset.Labels, "label")}");
}
