using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth.Configuration;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab dataset show NAME</c>: what is in a dataset, and some of its images.</summary>
internal sealed class DatasetShowVerb : ServerVerb
{
    /// <summary>Columns of text of one image in the terminal.</summary>
    private const int Side = 16;

    private readonly Argument<string> name = new("NAME") { Description = "The dataset (./lab dataset list)." };
    private readonly Option<string> preview =
        new("--preview") { Description = "Save a grid of its images (PNG) here.", HelpName = "FILE" };
    private readonly Option<bool> force = new("--force") { Description = "Replace a file that is there." };

    public DatasetShowVerb() : base("show", "Show a dataset: counts, classes, fingerprint, and a grid of its images.")
    {
        Arguments.Add(name);
        Options.Add(preview);
        Options.Add(force);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(preview) is { } grid)
            TargetFile.CheckEnding(grid, ".png");
        var dataset = await lab.GetDataset(arguments.GetRequiredValue(name), cancellationToken);
        if (arguments.GetValue(preview) is { } path)
        {
            using var images = await lab.OpenPreview(dataset.Dataset.Name, "", cancellationToken);
            await TargetFile.Write(path, arguments.GetValue(force), stream => images.CopyTo(stream, cancellationToken));
        }
        if (WantsJson(arguments))
        {
            screen.Json(dataset);
            return ExitCode.Done;
        }
        DatasetText.Show(dataset, screen);
        if (screen.IsTerminal)
            screen.Write(
                HalfBlocks.Of(await Draw(lab, dataset.Dataset, screen.Console.Profile.Width, cancellationToken)));
        if (arguments.GetValue(preview) is { } saved)
            screen.Line($"Grid saved to {saved}.");
        return ExitCode.Done;
    }

    private static async Task<SmallPng> Draw(
        LabClient lab, DatasetFacts dataset, int width, CancellationToken cancellationToken)
    {
        var columns = Math.Clamp(width / Side, 1, 8);
        using var grid = await lab.OpenPreview(dataset.Name,
            $"resolution={Math.Min(Side, dataset.Resolution)}&columns={columns}&rows=2", cancellationToken);
        var png = new MemoryStream();
        await grid.CopyTo(png, cancellationToken);
        return SmallPng.Read(png.ToArray()).Shrunk(columns * Side);
    }
}
