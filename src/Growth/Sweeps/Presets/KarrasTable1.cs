using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using static PgGanLab.Growth.Sweeps.Presets.SettingText;

namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>
/// The ablation of the paper's table 1 (section 6.1), a row an experiment. Source: official config.py of the Theano
/// code, section 6.1: at 128 px, 10,000 kimg a row, 800 for each phase but the last, fmapBase 2048. Row (h) is the
/// paper's "non-crippled network and longer training".
/// </summary>
internal static class KarrasTable1
{
    public const string Name = "karras-table1";
    public const int PaperResolution = 128;

    private const double PaperKimg = 10_000;
    private const double PaperPhaseShare = 0.08;
    private const double DefaultKimg = 1000;
    private const int Rows = 8;                             // (a) to (g), with (e*), of one share each
    private const int ConvergedShares = 2;

    private const string Gulrajani =
        "criticRepeats=5 adamBeta2=0.9 learningRate=0.0001 driftWeight=0 normalizeLatents=false leakyRelu=false "
        + "tanhAtEnd=true "
        + "equalizedLearningRate=false generatorNorm=batch discriminatorNorm=layer minibatchLayer=none";

    private const string Revised = "learningRate=0.0001 equalizedLearningRate=false generatorNorm=none";

    public static SweepPreset Preset { get; } = new(
        Name,
        "The ablation of the paper's table 1: nine rows from Gulrajani's WGAN-GP to the converged run.",
        PaperResolution,
        PaperResolution,
        Compose);

    private static ComposedSweep Compose(SweepScale scale)
    {
        var budget = scale.Kimg ?? DefaultKimg;
        var row = budget / (Rows + ConvergedShares);
        var size = AblationSize.Of(row / PaperKimg, scale);
        scale.RequireBudget(size.LongestIteration / 1000.0 / PaperPhaseShare * (Rows + ConvergedShares));
        var lengths = RunLengths.Of(row, scale.Resolution, PaperPhaseShare);
        var points = Points(size, lengths, scale.Resolution);
        var definition = new SweepDefinition(
            scale.Name, scale.Dataset.Name, scale.Seeded(Base(size, lengths, row, scale.Resolution)),
            new SearchSpace(SearchStrategy.List, [], 0) { Listed = points }, Repeats: 1, MaxExperiments: points.Length);
        return new ComposedSweep(definition, Heading(scale, budget, row), Remarks(size));
    }

    /// <summary>Row (g): all that the paper adds; the other rows say where they differ.</summary>
    private static SettingList Base(AblationSize size, RunLengths lengths, double row, int resolution) =>
        SettingList.Empty.With(
    [
        Pair("resolution", resolution), Pair("fmapBase", size.FmapBase), Pair("fmapMax", size.FmapMax),
        Pair("latentSize", size.LatentSize),
        Pair("conditional", 0), Pair("minibatch", size.Minibatch), Pair("minibatchStddevGroup", size.Minibatch),
        Pair("fadeInKimg", lengths.PhaseKimg), Pair("stabilizeKimg", lengths.PhaseKimg),
        Pair("stabilizeKimg", lengths.LastKimg, resolution),
        Pair("emaHalfLifeKimg", Math.Round(AverageGs.HalfLifeKimg(row), 2)),
        Pair("tickKimg", Rounded(row / 25)), Pair("swdKimg", Rounded(row / 4)), Pair("swdImages", size.SwdImages),
    ]);

    private static ImmutableArray<SearchPoint> Points(AblationSize size, RunLengths lengths, int resolution)
    {
        var gulrajani = Read(Gulrajani).With([Pair("latentSize", size.EarlyLatentSize)]);
        var large = gulrajani.With([Pair("minibatch", size.LargeMinibatch)]);
        var revised = Read(Revised);
        return
        [
            Point("(a) Gulrajani et al. 2017", large.With(
            [
                Pair("startResolution", resolution),
                Pair("stabilizeKimg", lengths.TotalKimg(resolution), resolution),
            ])),
            Point("(b) + progressive growing", large),
            Point("(c) + small minibatch", gulrajani),
            Point("(d) + revised training parameters", revised.With(Read("minibatchLayer=none").Values)),
            Point("(e*) + minibatch discrimination", revised.With(Read("minibatchLayer=discrimination").Values)),
            Point("(e) + minibatch stddev", revised),
            Point("(f) + equalized learning rate", Read("generatorNorm=none")),
            Point("(g) + pixelwise normalization", SettingList.Empty),
            Point("(h) converged", SettingList.Empty.With(
            [
                Pair("fmapBase", size.FullFmapBase),
                Pair("stabilizeKimg",
                    lengths.LastKimg + (ConvergedShares - 1) * lengths.TotalKimg(resolution), resolution),
            ])),
        ];
    }

    private static SearchPoint Point(string name, SettingList settings) => new(name, settings.Values);

    private static ImmutableArray<string> Heading(SweepScale scale, double budget, double row) =>
    [
        $"The ablation of the paper's table 1 (section 6.1) on {scale.Dataset.Name}: "
        + $"{Readable.Kimg(budget)} kimg in all,",
        $"{Readable.Kimg(row)} for each row (paper: 10,000 at 128 px), "
        + $"{Readable.Kimg(ConvergedShares * row)} for row (h). Phases have the paper's proportions,",
        "settings are those of the official config.py. The paper also mirrors its faces and bedrooms: mirror: true.",
        "Its table: ./lab sweep table ID. Row (h) stands beside the others and is never compared with them: it saw "
        + "more images.",
    ];

    private static ImmutableDictionary<string, string> Remarks(AblationSize size) => ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("base.conditional", "the dataset's labels are not used"),
        KeyValuePair.Create("base.fmapBase", "paper: 2048 at 128 px, a quarter of the full networks"),
        KeyValuePair.Create("base.fmapMax", "paper: 512"),
        KeyValuePair.Create("base.latentSize", "paper: 512"),
        KeyValuePair.Create("base.minibatch", "paper: 16"),
        KeyValuePair.Create("base.minibatchStddevGroup", "over the whole minibatch, as in the paper"),
        KeyValuePair.Create("base.emaHalfLifeKimg", "paper: 11 kimg in every row (0.999 at minibatches of 16)"),
        KeyValuePair.Create("base.stabilizeKimg", "paper: 800, 8 % of a row"),
        KeyValuePair.Create("base.swdImages", "paper: 16384"),
        KeyValuePair.Create("search.points[0]", "nothing grows: all layers from the first image on"),
        KeyValuePair.Create("search.points[3]",
            "no batch and layer normalization; latents, activations, Adam and critic as in the base"),
        KeyValuePair.Create("search.points[4]", "in place of (e)"),
        KeyValuePair.Create("search.points[7]", "the base as it is"),
        KeyValuePair.Create("search.points[8]", $"longer, and with the full networks (up to fmapMax {size.FmapMax})"),
    ]);

    private static double Rounded(double kimg) => Math.Max(Math.Round(kimg, 2), 0.01);
}
