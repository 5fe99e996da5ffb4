using System.CommandLine;
using PgGanLab.Model.Export;
using PgGanLab.Terminal;
using PgGanLab.Tools.Files;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary>A verb that draws with a generator and writes what it drew to where the user says.</summary>
internal abstract class GeneratorVerb : ToolVerb
{
    private readonly Argument<string> generator;
    private readonly Option<string> output = new("--output", "-o") { Required = true, HelpName = "PATH" };
    private readonly Option<bool> force = new("--force") { Description = "Replace a file that is there." };

    /// <param name="name">The verb.</param>
    /// <param name="description">What it does.</param>
    /// <param name="drawing">Which images it draws.</param>
    /// <param name="generator">The generator's file, where the verb has more to say about it.</param>
    protected GeneratorVerb(string name, string description, DrawingOptions drawing, Argument<string>? generator = null)
        : base(name, description)
    {
        Drawing = drawing;
        this.generator = generator ?? new("FILE") { Description = "A checkpoint or a generator file." };
    }

    /// <summary>Which images it draws.</summary>
    protected DrawingOptions Drawing { get; }

    /// <summary>Where it computes.</summary>
    protected ComputeOptions Compute { get; } = new();

    /// <summary>Adds what such verbs share around a verb's own options.</summary>
    /// <param name="target">What the file is that it writes.</param>
    /// <param name="own">The verb's own, in order.</param>
    protected void AddOptions(string target, params ReadOnlySpan<Option> own)
    {
        output.Description = target;
        Arguments.Add(generator);
        Options.Add(output);
        foreach (var option in own)
            Options.Add(option);
        Drawing.AddTo(this);
        Options.Add(force);
        Compute.AddTo(this);
    }

    /// <summary>Chooses the device and says early what would fail late about the file to write.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="checkName">Refuses a name that the file can't have.</param>
    /// <returns>The device, and the file's full path.</returns>
    /// <exception cref="Growth.InvalidInputException">There is no such device, or the file can't be
    /// written.</exception>
    protected (torch.Device Device, string Path) Prepare(ParseResult arguments, Action<string> checkName)
    {
        var device = Compute.Device(arguments);
        var path = Path.GetFullPath(arguments.GetRequiredValue(output));
        checkName(path);
        TargetFile.CheckTarget(arguments.GetValue(force), path);
        return (device, path);
    }

    /// <summary>Where pictures go: into one file, or one by one into a directory, as the name's ending says.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="seeds">Of the pictures.</param>
    /// <exception cref="Growth.InvalidInputException">Nothing can be written there.</exception>
    protected PictureTarget Pictures(ParseResult arguments, IReadOnlyList<long> seeds) =>
        PictureTarget.Of(arguments.GetRequiredValue(output), seeds, arguments.GetValue(force));

    /// <summary>Opens the generator.</summary>
    /// <exception cref="Growth.InvalidInputException">The file is none.</exception>
    protected LoadedGenerator Open(ParseResult arguments, torch.Device device) =>
        Compute.Data(arguments).Generator(arguments.GetRequiredValue(generator), device);
}
