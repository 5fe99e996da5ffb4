using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Export;
using PgGanLab.Model.Import;
using PgGanLab.Terminal;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary>
/// <c>lab import FILE -o PATH</c>: a generator of another program, or of another lab, as a generator file.
/// </summary>
internal sealed class ImportVerb : ToolVerb
{
    private readonly Argument<string> source = new("FILE")
    {
        Description =
        "A generator or checkpoint of a lab (.safetensors), or one of another program: the official TensorFlow code "
            + "(.pkl), the PyTorch GAN zoo (.pth), pro_gan_pytorch (.bin) or pggan-pytorch (.pth.tar). Nothing in it "
            + "is run."
    };
    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The generator file to write (.safetensors).",
        Required = true,
        HelpName = "PATH"
    };
    private readonly Option<bool> tanh = new("--tanh")
    {
        Description = "Its images end with a hyperbolic tangent; for files that don't say how they end."
    };
    private readonly Option<bool> force = new("--force") { Description = "Replace a file that is there." };

    public ImportVerb() : base(
        "import", "Read a generator of another program or of a lab, and keep it as a generator file.")
    {
        Arguments.Add(source);
        Options.Add(output);
        Options.Add(tanh);
        Options.Add(force);
    }

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        using var scope = torch.NewDisposeScope();
        var (from, path) = (arguments.GetRequiredValue(source), Path.GetFullPath(arguments.GetRequiredValue(output)));
        TargetFile.CheckEnding(path, ".safetensors");
        TargetFile.CheckTarget(arguments.GetValue(force), path);
        if (!File.Exists(from))
            throw new InvalidInputException($"There is no file '{from}'.");
        var imported = FileContent.IsPyTorch(from)
            ? GeneratorImport.Read(from, arguments.GetValue(tanh))
            : arguments.GetValue(tanh)
                ? throw new InvalidInputException(
                    $"'{from}' says itself how its images end; --tanh is for files that don't.")
                : new ImportedGenerator(LoadedGenerator.Open(from, torch.CPU), []);
        using var generator = imported.Generator;
        var file = GeneratorExport.Write(generator, path);
        var network = generator.Network;
        if (WantsJson(arguments))
            screen.WriteJson(new
            {
                file = file.Path,
                file.Sha256,
                network.Resolution,
                network.Channels,
                network.LatentSize,
                generator.Alpha,
                network.Labels,
                generator.Origin.Source,
                imported.Remarks
            });
        else
            screen.Line(
                $"{file.Path}: {network.Resolution}x{network.Resolution}, "
                + $"{Readable.Plural(network.Channels, "channel")}, latents of {network.LatentSize}"
                + (network.Labels > 0 ? $", {Readable.Plural(network.Labels, "class", "classes")}" : ""));
        foreach (var remark in imported.Remarks)
            screen.Remark(remark);
    }
}
