using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Storage;
using PgGanLab.Tools.Files;
using PgGanLab.Tools.Sources;
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary><c>lab generate FILE -o PATH</c>: images by seed, one file each or one grid.</summary>
internal sealed class GenerateVerb : GeneratorVerb
{
    private readonly Option<int?> columns = new("--columns")
    {
        Description = "Images beside each other in a grid; without it the grid is about square.",
        HelpName = "N"
    };

    public GenerateVerb() : base(
        "generate", "Draw images with a generator: by seed, as files or as a grid.", new DrawingOptions("0-31")) =>
        AddOptions("A name that ends in .png for one grid, else a directory for one PNG a seed.", columns);

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var device = Compute.Device(arguments);
        using var scope = torch.NewDisposeScope();
        var seeds = Drawing.Seeds(arguments);
        var target = Pictures(arguments, seeds);
        using var loaded = Open(arguments, device);
        var drawn = new DrawnImages(
            loaded, seeds, Drawing.Classes(arguments, loaded, seeds.Count, Compute.Data(arguments)),
            latents => Drawing.Truncate(arguments, loaded, latents));
        var bar = new WorkBar(screen, WantsJson(arguments));
        if (target.IsOnePicture)
            WriteGrid(target, drawn, arguments.GetValue(columns), bar, stop);
        else
            WriteEach(target, drawn, bar, screen, stop);
        if (WantsJson(arguments))
            screen.WriteJson(
                new { files = target.Files, seeds, labels = drawn.Classes, resolution = loaded.Network.Resolution });
        else
            screen.Line($"{Readable.Plural(seeds.Count, "image")} in {target.Shown}");
    }

    private static void WriteGrid(
        PictureTarget target, DrawnImages drawn, int? wanted, WorkBar bar, CancellationToken stop)
    {
        if (wanted is < 1)
            throw new InvalidInputException($"--columns is {wanted}; it must be at least 1.");
        var columns = Math.Min(wanted ?? Columns(drawn.Count), drawn.Count);
        var rows = (drawn.Count + columns - 1) / columns;
        var size = drawn.Resolution;
        target.CheckSize(
            (long)columns * rows, drawn.ImageBytes, $"A grid of {Readable.Plural(drawn.Count, "image")} of {size} px");
        var all = new byte[columns * rows * drawn.ImageBytes];
        bar.Follow(Path.GetFileName(target.Path), drawn.Count, progress =>
        {
            foreach (var (place, pixels) in drawn.OneByOne(stop))
            {
                pixels.Span.CopyTo(all.AsSpan(place * drawn.ImageBytes));
                progress.Advance(1, "images");
            }
            return drawn.Count;
        });
        WholeFile.Write(
            target.Path, stream => PngWriter.Write(stream, ImageGrid.Of(all, drawn.Channels, size, columns, rows)));
    }

    /// <summary>A whole grid that is at most twice as wide as high, else one that is about square.</summary>
    private static int Columns(int count)
    {
        var root = (int)Math.Ceiling(Math.Sqrt(count));
        var whole = Enumerable.Range(root, root)
            .FirstOrDefault(columns => count % columns == 0 && columns * columns <= 2 * count);
        return whole > 0 ? whole : root;
    }

    /// <summary>
    /// Each image is written as soon as it is drawn, so that what is whole stays when the rest is given up.
    /// </summary>
    private static void WriteEach(
        PictureTarget target, DrawnImages drawn, WorkBar bar, ToolScreen screen, CancellationToken stop)
    {
        var written = 0;
        try
        {
            bar.Follow(Path.GetFileName(target.Path), drawn.Count, progress =>
            {
                foreach (var (place, pixels) in drawn.OneByOne(stop))
                {
                    var image = PixelImage.OfPlanes(pixels.Span, drawn.Channels, drawn.Resolution);
                    WholeFile.Write(target.Files[place], stream => PngWriter.Write(stream, image));
                    written++;
                    progress.Advance(1, "images");
                }
                return written;
            });
        }
        catch (OperationCanceledException)
        {
            screen.Remark($"{written} of {Readable.Plural(drawn.Count, "image")} are whole in {target.Shown}.");
            throw;
        }
    }
}
