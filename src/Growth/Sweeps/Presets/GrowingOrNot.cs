using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using static PgGanLab.Growth.Sweeps.Presets.SettingText;

namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>
/// The comparison that shows what growing is worth: the official settings with all layers from the first image on, and
/// grown, equally long.
/// </summary>
internal static class GrowingOrNot
{
    private const double OwnKimg = 10_000;              // of one run; official config.py, "nogrowing"
    private const double PhaseShare = 600 / OwnKimg;
    private static readonly SettingKey StartKey = new("startResolution", null);

    public static SweepPreset Preset { get; } = new(
        "no-growing", "Grown against all layers at once (training preset no-growing), equally long.", 1024, 1024,
        Compose);

    private static ComposedSweep Compose(SweepScale scale)
    {
        var run = (scale.Kimg ?? 2 * OwnKimg) / 2;
        var official = PresetCatalog.Get("no-growing").Settings(scale.Resolution);
        var grown = new SettingList(official.Values.Remove(StartKey));
        scale.RequireBudget(
            2 * Resolutions(scale.Resolution).Max(r => grown.Apply().Minibatch.At(r)) / 1000.0 / PhaseShare);
        var lengths = RunLengths.Of(run, scale.Resolution, PhaseShare);
        var settings = grown.With(
        [
            Pair("fadeInKimg", lengths.PhaseKimg),
            Pair("stabilizeKimg", lengths.PhaseKimg),
            Pair("stabilizeKimg", lengths.LastKimg, scale.Resolution),
            Pair("emaHalfLifeKimg", Math.Round(AverageGs.HalfLifeKimg(run), 2)),
            Pair("swdKimg", Rounded(run / 20)),
            .. from tick in grown.Values
               where tick.Key.Name == "tickKimg"
               select Pair("tickKimg", Rounded(tick.Value * run / OwnKimg), tick.Key.Resolution),
        ]);
        var points = ImmutableArray.Create(
            new SearchPoint("all layers at once", SettingList.Empty.With(
            [
                Pair("startResolution", scale.Resolution),
                Pair("stabilizeKimg", lengths.TotalKimg(scale.Resolution), scale.Resolution),
            ]).Values),
            new SearchPoint("grown", SettingList.Empty.Values));
        var definition = new SweepDefinition(
            scale.Name,
            scale.Dataset.Name,
            scale.Seeded(settings),
            new SearchSpace(SearchStrategy.List, [], 0) { Listed = points },
            Repeats: 1,
            MaxExperiments: 2);
        return new ComposedSweep(definition,
        [
            $"What growing is worth on {scale.Dataset.Name}: the official settings with all layers from the first "
            + "image on, and grown.",
            string.Create(CultureInfo.InvariantCulture, $"{run:#,0.##} kimg each (official: 10,000)."),
        ], ImmutableDictionary<string, string>.Empty.Add("search.points[1]", "the base as it is"));
    }

    private static double Rounded(double kimg) => Math.Max(Math.Round(kimg, 2), 0.01);

    private static IEnumerable<int> Resolutions(int final)
    {
        for (var resolution = 4; resolution <= final; resolution *= 2)
            yield return resolution;
    }
}
