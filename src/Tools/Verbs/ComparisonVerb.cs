using System.CommandLine;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Tools.Metrics;
using PgGanLab.Tools.Sources;
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary><c>lab metric NAME --real … --fake …</c>: measures any two image sources.</summary>
internal abstract class ComparisonVerb : ToolVerb
{
    private readonly Option<string> real = new("--real")
    {
        Description = "Dataset of the real images: its name in the lab, or the path of its folder.",
        HelpName = "DATASET"
    };
    private readonly Option<string> fake = new("--fake")
    {
        Description = "What to measure: a dataset, a checkpoint or a generator file.",
        HelpName = "DATASET|FILE",
        Required = true
    };
    private readonly Option<int> images = new("--images")
    {
        Description = "Images of each kind (default 8192; fewer where there are fewer).",
        DefaultValueFactory = _ => 8192,
        HelpName = "N"
    };
    private readonly Option<int> seeds = new("--seeds")
    {
        Description = "How many times, with other images and latents; several give a standard error (default 1).",
        DefaultValueFactory = _ => 1,
        HelpName = "K"
    };
    private readonly Option<int?> resolution = new("--resolution")
    {
        Description = "Pixels; without it those of the generator, or the most that both datasets have.",
        HelpName = "R"
    };
    private readonly Option<bool> references =
        new("--references") { Description = "Also measure real images (the floor) and the untrained generator." };
    private readonly ComputeOptions compute = new();

    protected ComparisonVerb(string name, string description) : base(name, description)
    {
        Options.Add(real);
        Options.Add(fake);
        Options.Add(images);
        Options.Add(seeds);
        Options.Add(resolution);
        Options.Add(references);
        compute.AddTo(this);
    }

    /// <summary>The metric of this verb.</summary>
    protected abstract IMetric Metric(ParseResult arguments, torch.Device device);

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var device = compute.Device(arguments);
        using var scope = torch.NewDisposeScope();
        using var metric = Metric(arguments, device);
        var data = compute.Data(arguments);
        using var reals = arguments.GetValue(real) is { } named ? new DatasetPictures(data.Open(named)) : null;
        if (reals is null && (metric.ComparesWithReals || arguments.GetValue(references)))
            throw new InvalidInputException(
                $"{metric.Name} {(metric.ComparesWithReals ? "" : "with --references ")}needs --real DATASET.");
        using var fakes = Source(arguments.GetRequiredValue(fake), data, reals, device);
        var pixels = Resolution(arguments, metric, reals, fakes);
        var comparison = new Comparison(metric, reals, pixels, AtLeastOne(arguments, images),
            AtLeastOne(arguments, seeds), new WorkBar(screen, WantsJson(arguments)));
        var measured = comparison.Measure(fakes, stop);
        var wanted = arguments.GetValue(references);
        var report = new MetricReport(
            metric.Name, metric.Unit, reals?.Name, fakes.Name, pixels, arguments.GetValue(seeds), measured.Images,
            measured.Values, wanted ? comparison.Floor(stop) : null,
            wanted ? Untrained(comparison, reals, fakes, stop) : null);
        if (WantsJson(arguments))
            screen.WriteJson(report);
        else
            Show(report, screen);
    }

    private static PictureSource Source(string named, LabData data, DatasetPictures? reals, torch.Device device) =>
        LabData.IsDataset(named)
            ? new DatasetPictures(data.Open(named))
            : new GeneratorPictures(data.Generator(named, device), reals?.Dataset);

    private static MetricValues? Untrained(
        Comparison comparison, DatasetPictures? reals, PictureSource fakes, CancellationToken stop)
    {
        if (fakes is not GeneratorPictures { Generator: { Origin.Recipe: not null } generator })
            return null;
        using var untrained = new GeneratorPictures(generator.Untrained(), reals?.Dataset);
        return comparison.Measure(untrained, stop);
    }

    private int Resolution(ParseResult arguments, IMetric metric, PictureSource? reals, PictureSource fakes)
    {
        var pixels = arguments.GetValue(resolution)
            ?? (fakes is GeneratorPictures
                ? fakes.LargestResolution
                : Math.Min(reals?.LargestResolution ?? int.MaxValue, fakes.LargestResolution));
        foreach (var source in (PictureSource?[])[reals, fakes])
            if (source is not null && !source.Has(pixels))
                throw new InvalidInputException(
                    $"{source.Name} has no images of {pixels} px; its largest are {source.LargestResolution} px.");
        if (pixels < metric.LeastResolution)
            throw new InvalidInputException(
                $"{metric.Name} needs images of at least {metric.LeastResolution} px, not {pixels}.");
        if (reals is not null && reals.Channels != fakes.Channels)
            throw new InvalidInputException(
                $"{reals.Name} has {Readable.Plural(reals.Channels, "channel")} and {fakes.Name} {fakes.Channels}; "
                + "both must have the same.");
        return pixels;
    }

    private static int AtLeastOne(ParseResult arguments, Option<int> option)
    {
        var value = arguments.GetValue(option);
        return value > 0 ? value : throw new InvalidInputException($"{option.Name} is {value}; it must be at least 1.");
    }

    private static void Show(MetricReport report, ToolScreen screen)
    {
        screen.Line(
            $"{report.Fake}{(report.Real is null ? "" : " against " + report.Real)}: "
            + $"{report.Resolution}x{report.Resolution}, {Readable.Plural(report.Images, "image")}, "
            + $"{Readable.Plural(report.Seeds, "seed")}");
        screen.Line($"{report.Metric} ({report.Unit})");
        Show("measured", report.Values, screen);
        if (report.Floor is { } floor)
            Show(floor.Images == report.Images ? "real images" : $"real images ({floor.Images})", floor.Values, screen);
        if (report.Untrained is { } untrained)
            Show("untrained", untrained.Values, screen);
    }

    private static void Show(string what, IReadOnlyDictionary<string, MetricValue> values, ToolScreen screen)
    {
        var numbers = values.Select(v =>
            $"{v.Key} {Number(v.Value.Mean)}{(v.Value.StandardError is { } error ? " ± " + Number(error) : "")}");
        screen.Line($"  {what,-18} {string.Join("   ", numbers)}");
    }

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
