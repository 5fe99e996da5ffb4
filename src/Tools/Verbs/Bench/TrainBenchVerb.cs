using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Schedule;
using PgGanLab.Growth.Tree;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Tools.Verbs.Bench;

/// <summary><c>lab bench train</c>: images/s of whole training iterations (D's step, the average, G's step) on noise.</summary>
internal sealed class TrainBenchVerb : ToolVerb
{
    private const int Rounds = 5;
    private const double MegaByte = 1 << 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);          // until all code is compiled at its best

    private readonly Option<int> resolution = Number("--resolution", "Pixels, a power of two from 4.", 32, "R");
    private readonly Option<int> fmapMax = Number("--fmap-max", "Most feature maps of any layer.", 64, "F");
    private readonly Option<int> fmapBase = Number("--fmap-base", "Feature maps at stage s are B / 2^s.", 8192, "B");
    private readonly Option<int> latent = Number("--latent", "Length of a latent vector.", 64, "L");
    private readonly Option<int> batch = Number("--batch", "Images of a minibatch.", 16, "N");
    private readonly Option<int> threads = Number("--threads", "CPU threads.", 1, "T");
    private readonly Option<int> channels = Number("--channels", "Of the images: 1, 3 or 4.", 3, "C");
    private readonly Option<double> alpha = new("--alpha") { Description = "Weight of the newest layers; below 1 they fade in (default 1).", DefaultValueFactory = _ => 1, HelpName = "A" };
    private readonly Option<double> seconds = new("--seconds") { Description = "How long to train, after warming up (default 10).", DefaultValueFactory = _ => 10, HelpName = "S" };
    private readonly Option<string> device = new("--device") { Description = "cpu (default) or cuda:0, …", DefaultValueFactory = _ => "cpu" };

    public TrainBenchVerb() : base("train", "Images/s of training iterations.")
    {
        foreach (var option in new Option[] { resolution, fmapMax, fmapBase, latent, batch, threads, channels, alpha, seconds, device })
            Options.Add(option);
    }

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var (minibatch, time) = (arguments.GetValue(batch), arguments.GetValue(seconds));
        var shape = Shape(arguments);
        if (minibatch < 1 || minibatch % Math.Min(shape.MinibatchStddevGroup, minibatch) != 0)
            throw new InvalidInputException($"--batch is {minibatch}; it must be a multiple of {shape.MinibatchStddevGroup}, the group of the minibatch standard deviation.");
        if (arguments.GetValue(alpha) is not (>= 0 and <= 1))
            throw new InvalidInputException("--alpha must be from 0 to 1.");
        if (time is not (> 0 and < 1e6))
            throw new InvalidInputException("--seconds must be greater than 0.");
        if (arguments.GetValue(threads) < 1)
            throw new InvalidInputException("--threads must be at least 1.");
        torch.set_num_threads(arguments.GetValue(threads));
        using var process = Process.GetCurrentProcess();
        var start = process.WorkingSet64;
        using var benchmark = new StepBenchmark(shape, minibatch, arguments.GetValue(alpha), torch.device(arguments.GetRequiredValue(device)));
        benchmark.Run(WarmUp);
        var rates = Enumerable.Range(0, Rounds).Select(_ => Round(benchmark, time / Rounds, stop)).Order().ToArray();
        process.Refresh();
        var result = new
        {
            images_per_s = rates[Rounds / 2],
            images_per_s_best = rates[^1],
            live_handles = torch.Tensor.TotalCount,
            start_rss_mb = Math.Round(start / MegaByte, 1),
            peak_rss_mb = Math.Round(process.PeakWorkingSet64 / MegaByte, 1),
            estimated_mb = Math.Round(TrainingMemory.Need(Recipe(arguments, shape)).Whole / MegaByte, 1),
        };
        if (WantsJson(arguments))
            screen.WriteJsonLine(result);
        else
            screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"{result.images_per_s:F1} images/s (best round {result.images_per_s_best:F1}), {result.live_handles} live tensors, {result.peak_rss_mb:F0} MB at most ({result.start_rss_mb:F0} at the start; estimated for the tensors: {result.estimated_mb:F0})"));
    }

    private static double Round(StepBenchmark benchmark, double seconds, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return Math.Round(benchmark.Run(TimeSpan.FromSeconds(seconds)), 2);
    }

    private NetworkShape Shape(ParseResult arguments)
    {
        var size = arguments.GetValue(resolution);
        if (size is < 4 or > 1024 || !int.IsPow2(size))
            throw new InvalidInputException($"--resolution is {size}; it must be a power of two from 4 to 1024.");
        if (arguments.GetValue(channels) is not (1 or 3 or 4))
            throw new InvalidInputException($"--channels is {arguments.GetValue(channels)}; it must be 1, 3 or 4.");
        if (arguments.GetValue(latent) < 1)
            throw new InvalidInputException("--latent must be at least 1.");
        var configuration = new TrainingConfiguration { FmapBase = arguments.GetValue(fmapBase), FmapMax = arguments.GetValue(fmapMax) };
        var maps = Enumerable.Range(0, int.Log2(size)).Select(configuration.FeatureMaps).ToArray();
        if (maps.Any(m => m < 1))
            throw new InvalidInputException($"--fmap-base {configuration.FmapBase} and --fmap-max {configuration.FmapMax} leave no feature map at {size} px.");
        var fades = arguments.GetValue(alpha) < 1 && size > 4;
        return new NetworkShape(size, fades, [.. maps], arguments.GetValue(channels), arguments.GetValue(latent), MinibatchStddevGroup: 4);
    }

    /// <summary>The phase that trains such networks, as the scheduler sees it.</summary>
    private PhaseRecipe Recipe(ParseResult arguments, NetworkShape shape)
    {
        var configuration = new TrainingConfiguration
        {
            Resolution = shape.Resolution,
            FmapBase = arguments.GetValue(fmapBase),
            FmapMax = arguments.GetValue(fmapMax),
            LatentSize = shape.LatentSize,
            Minibatch = arguments.GetValue(batch),
        };
        var dataset = new DatasetFacts("noise", new string('0', 64), shape.Resolution, shape.Channels, Images: 1, Labels: 0);
        return ExperimentPath.Of(configuration, dataset).Last(p => p.Recipe.Kind == (shape.FadesIn ? PhaseKind.FadeIn : PhaseKind.Stabilize)).Recipe;
    }

    private static Option<int> Number(string name, string description, int usual, string helpName) =>
        new(name) { Description = $"{description[..^1]} (default {usual}).", DefaultValueFactory = _ => usual, HelpName = helpName };
}
