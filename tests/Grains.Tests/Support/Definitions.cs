using System.Globalization;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// Small sweeps on the dataset <c>shapes</c>. To 16 px a run has five phases of 1 kimg; the learning rate at 16 px
/// varies, so that experiments share the first three.
/// </summary>
internal static class Definitions
{
    public static string Sweep(int experiments = 2, int resolution = 16, int swdImages = 64, string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "name": "Small sweep", "dataset": "shapes", "objective": "{{(resolution < 16 ? "none" : "swd")}}",
          "base": { "resolution": {{resolution}}, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1, "stabilizeKimg": 1,
                    "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": {{swdImages}} {{more}} },
          "search": { "space": { "learningRate@{{resolution}}": [{{string.Join(", ", Enumerable.Range(1, experiments).Select(i => (i / 1000.0).ToString(CultureInfo.InvariantCulture)))}}] } }
        }
        """);
}

/// <summary>Tests write sweeps as their files.</summary>
internal static class SweepFiles
{
    public static async Task<SweepSummary> Submit(this ISweepGrain sweep, string json) =>
        await sweep.Submit(SweepDocument.Read(json));

    public static async Task<SweepPreview> Preview(this ICatalogGrain catalog, string json) =>
        await catalog.Preview(SweepDocument.Read(json));
}
