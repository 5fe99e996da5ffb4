using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Model.Data;
using PgGanLab.Model.Export;
using PgGanLab.Model.Export.Cards;
using PgGanLab.Model.Export.Onnx;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Storage;
using PgGanLab.Terminal;
using PgGanLab.Tools.Metrics;
using PgGanLab.Tools.Sources;
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary><c>lab export FILE -o PATH</c>: a generator to take along, with its model card.</summary>
internal sealed class ExportVerb : ToolVerb
{
    private readonly Argument<string> generator = new("FILE") { Description = "A checkpoint or a generator file." };
    private readonly Option<string?> format = new("--format")
    {
        Description = "onnx (operator set 17) or safetensors; without it the ending of --output chooses.",
        HelpName = "FORMAT"
    };
    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The file to write, .onnx or .safetensors; its card goes beside it (.json and .md).",
        Required = true,
        HelpName = "PATH"
    };
    private readonly Option<int> images = new("--images")
    {
        Description =
        "Images for the card's metrics, where the dataset is in the data directory (default 2048; 0 measures nothing).",
        DefaultValueFactory = _ => 2048,
        HelpName = "N"
    };
    private readonly Option<bool> force = new("--force") { Description = "Replace files that are there." };
    private readonly ComputeOptions compute = new();

    public ExportVerb() : base("export", "Export a generator as ONNX or safetensors, with a model card.")
    {
        Arguments.Add(generator);
        format.AcceptOnlyFromAmong("onnx", "safetensors");
        Options.Add(format);
        Options.Add(output);
        Options.Add(images);
        Options.Add(force);
        compute.AddTo(this);
    }

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var device = compute.Device(arguments);
        using var scope = torch.NewDisposeScope();
        var path = Path.GetFullPath(arguments.GetRequiredValue(output));
        var kind = TargetFile.CheckEnding(path, ".onnx", ".safetensors")[1..];
        if (arguments.GetValue(format) is { } wanted && wanted != kind)
            throw new InvalidInputException(
                $"--format is {wanted}, but {path} ends in .{kind}; leave out --format, or end the name in .{wanted}.");
        TargetFile.CheckTarget(
            arguments.GetValue(force), path, Path.ChangeExtension(path, ".json"), Path.ChangeExtension(path, ".md"));
        using var loaded = compute.Data(arguments).Generator(arguments.GetRequiredValue(generator), device);
        using var dataset = loaded.Origin.Dataset is { } content ? compute.Data(arguments).WithContent(content) : null;
        var metrics = Metrics(
            loaded, dataset, arguments.GetValue(images), device, new WorkBar(screen, WantsJson(arguments)), stop);
        var file = kind == "onnx" ? GeneratorOnnx.Write(loaded, path) : GeneratorExport.Write(loaded, path);
        var card = ModelCard.Of(loaded, file, kind, dataset?.Facts.Name, metrics);
        var written = (WrittenFile[])[file, .. card.Write(path)];
        if (WantsJson(arguments))
            screen.WriteJson(new { card, files = written.Select(w => w.Path) });
        else
            foreach (var one in written)
                screen.Line($"{one.Path} ({Readable.Plural(one.Bytes, "byte")})");
    }

    /// <summary>SWD and MS-SSIM against the generator's own dataset.</summary>
    private static List<CardMetric> Metrics(
        LoadedGenerator loaded, ImageDataset? dataset, int images, torch.Device device, WorkBar bar,
        CancellationToken stop)
    {
        var resolution = loaded.Network.Resolution;
        var result = new List<CardMetric>();
        if (dataset is null || images < 2 || resolution < MsSsim.LeastResolution
            || dataset.Facts.Channels != loaded.Network.Channels)
            return result;
        var reals = new DatasetPictures(dataset);
        var fakes = new GeneratorPictures(loaded, dataset);
        foreach (var (metric, label) in (ReadOnlySpan<(IMetric, string)>)[
            (new SwdMetric(), "SWD x 10^3"), (new MsSsimMetric(device), "MS-SSIM")])
        {
            var comparison = new Comparison(metric, reals, resolution, images, seeds: 1, bar);
            var measured = comparison.Measure(fakes, stop);
            var floor = comparison.Floor(stop);
            result.Add(new CardMetric(label, measured.Values.First().Value.Mean, floor.Values.First().Value.Mean,
                measured.Images, floor.Images));
        }
        return result;
    }
}
