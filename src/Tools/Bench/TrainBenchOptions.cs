using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Training;
using PgGanLab.Tools.Verbs;
using TorchSharp;

namespace PgGanLab.Tools.Bench;

/// <summary>What the user wants <c>lab bench train</c> to time.</summary>
internal sealed class TrainBenchOptions
{
    private const int StddevGroup = 4, MostTrainers = 64;

    private readonly Option<int> resolution = Number("--resolution", "Pixels, a power of two from 4.", 32, "R");
    private readonly Option<int> fmapMax = Number("--fmap-max", "Most feature maps of any layer.", 64, "F");
    private readonly Option<int> fmapBase = Number("--fmap-base", "Feature maps at stage s are B / 2^s.", 8192, "B");
    private readonly Option<int> latent = Number("--latent", "Length of a latent vector.", 64, "L");
    private readonly Option<int> batch = Number("--batch", "Images of a minibatch.", 16, "N");
    private readonly Option<int> threads = Number("--threads", "CPU threads of a trainer.", 1, "T");
    private readonly Option<int> trainers = Number(
        "--trainers", "Trainers in this process, each on a thread of its own.", 1, "N");
    private readonly Option<int> channels = Number("--channels", "Of the images: 1, 3 or 4.", 3, "C");
    private readonly Option<string> lowPrecision = new("--low-precision")
    {
        Description = "Arithmetic of the layers from --low-precision-from up: off (default), bfloat16 or float16.",
        DefaultValueFactory = _ => "off",
        HelpName = "TYPE"
    };
    private readonly Option<int> lowPrecisionFrom = Number(
        "--low-precision-from", "Lowest resolution that computes in --low-precision.", 32, "R");
    private readonly Option<double> alpha = new("--alpha")
    {
        Description = "Weight of the newest layers; below 1 they fade in (default 1).",
        DefaultValueFactory = _ => 1,
        HelpName = "A"
    };
    private readonly Option<double> seconds = new("--seconds")
    {
        Description =
            "How long to train, after warming up (default 10); as long again for one of several trainers alone.",
        DefaultValueFactory = _ => 10,
        HelpName = "S"
    };
    private readonly Option<string> device =
        new("--device") { Description = "cpu (default) or cuda:0, …", DefaultValueFactory = _ => "cpu" };

    public void AddTo(Command command)
    {
        lowPrecision.AcceptOnlyFromAmong("off", "bfloat16", "float16");
        foreach (var option in new Option[]
        {
            resolution, fmapMax, fmapBase, latent, batch, threads, trainers, channels, lowPrecision, lowPrecisionFrom,
            alpha, seconds, device
        })
            command.Options.Add(option);
    }

    /// <exception cref="InvalidInputException">Something can't be timed.</exception>
    public TrainBenchCase Read(ParseResult arguments)
    {
        var shape = Shape(arguments);
        var (minibatch, blend, time) = (
            arguments.GetValue(batch), arguments.GetValue(alpha), arguments.GetValue(seconds));
        if (minibatch < 1 || minibatch % Math.Min(StddevGroup, minibatch) != 0)
            throw new InvalidInputException(
                $"--batch is {minibatch}; it must be a multiple of {StddevGroup}, "
                + "the group of the minibatch standard deviation.");
        if (blend is not (>= 0 and <= 1))
            throw new InvalidInputException("--alpha must be from 0 to 1.");
        if (time is not (> 0 and < 1e6))
            throw new InvalidInputException("--seconds must be greater than 0.");
        if (arguments.GetValue(threads) < 1)
            throw new InvalidInputException("--threads must be at least 1.");
        if (arguments.GetValue(trainers) is not (>= 1 and <= MostTrainers))
            throw new InvalidInputException(
                $"--trainers is {arguments.GetValue(trainers)}; it must be from 1 to {MostTrainers}.");
        return new TrainBenchCase(
            shape, Recipe(arguments, shape), blend, ComputeOptions.Device(arguments.GetRequiredValue(device)),
            arguments.GetValue(threads), arguments.GetValue(trainers), TimeSpan.FromSeconds(time));
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
        var configuration = new TrainingConfiguration
        {
            FmapBase = arguments.GetValue(fmapBase),
            FmapMax = arguments.GetValue(fmapMax)
        };
        var maps = Enumerable.Range(0, int.Log2(size)).Select(configuration.FeatureMaps).ToArray();
        if (maps.Any(m => m < 1))
            throw new InvalidInputException(
                $"--fmap-base {configuration.FmapBase} and --fmap-max {configuration.FmapMax} leave no feature map at "
                + $"{size} px.");
        var fades = arguments.GetValue(alpha) < 1 && size > 4;
        return new NetworkShape(
            size, fades, [.. maps], arguments.GetValue(channels), arguments.GetValue(latent), StddevGroup)
        {
            Arithmetic = Arithmetic(arguments),
        };
    }

    private ArithmeticOptions Arithmetic(ParseResult arguments)
    {
        var (type, from) = (
            Enum.Parse<LowPrecision>(arguments.GetRequiredValue(lowPrecision), ignoreCase: true),
            arguments.GetValue(lowPrecisionFrom));
        if (type == LowPrecision.Float16
            && !arguments.GetRequiredValue(device).StartsWith("cuda", StringComparison.Ordinal))
            throw new InvalidInputException(
                "--low-precision float16 is for CUDA devices only; name one with --device.");
        return int.IsPow2(from) && from is >= 4 and <= 1024
            ? new ArithmeticOptions { LowPrecision = type, LowPrecisionFrom = from }
            : throw new InvalidInputException(
                $"--low-precision-from is {from}; it must be a power of two from 4 to 1024.");
    }

    private PhaseRecipe Recipe(ParseResult arguments, NetworkShape shape)
    {
        var configuration = new TrainingConfiguration
        {
            Resolution = shape.Resolution,
            FmapBase = arguments.GetValue(fmapBase),
            FmapMax = arguments.GetValue(fmapMax),
            LatentSize = shape.LatentSize,
            Minibatch = arguments.GetValue(batch),
            Arithmetic = shape.Arithmetic,
        };
        var dataset = new DatasetFacts(
            "noise", new string('0', 64), shape.Resolution, shape.Channels, Images: 1, Labels: 0);
        return ExperimentPath.Of(configuration, dataset)
            .Last(p => p.Recipe.Kind == (shape.FadesIn ? PhaseKind.FadeIn : PhaseKind.Stabilize)).Recipe;
    }

    private static Option<int> Number(string name, string description, int usual, string helpName) =>
        new(name)
        {
            Description = $"{description[..^1]} (default {usual}).",
            DefaultValueFactory = _ => usual,
            HelpName = helpName
        };
}

/// <summary>What <c>lab bench train</c> times.</summary>
/// <param name="Shape">Networks of each trainer.</param>
/// <param name="Recipe">The phase that trains such networks, as the scheduler sees it.</param>
/// <param name="Alpha">Weight of the newest layers, 0 to 1.</param>
/// <param name="Device">Where they train.</param>
/// <param name="Threads">CPU threads of each trainer.</param>
/// <param name="Trainers">How many at once.</param>
/// <param name="Time">How long, without warming up.</param>
internal sealed record TrainBenchCase(
    NetworkShape Shape, PhaseRecipe Recipe, double Alpha, torch.Device Device, int Threads, int Trainers, TimeSpan Time)
{
    /// <summary>Freshly initialised trainers.</summary>
    public TrainersBenchmark Begin() =>
        new(Trainers, Threads, () => new StepBenchmark(Shape, Recipe.Minibatch, Alpha, Device));
}
