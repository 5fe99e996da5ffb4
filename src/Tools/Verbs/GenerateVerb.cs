using System.CommandLine;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Model.Export;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Storage;
using PgGanLab.Terminal;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary><c>lab generate FILE -o PATH</c>: images by seed, one file each or one grid.</summary>
internal sealed class GenerateVerb : ToolVerb
{
    private readonly Argument<string> generator = new("FILE") { Description = "A checkpoint or a generator file." };
    private readonly Option<string> output = new("--output", "-o") { Description = "A name that ends in .png for one grid, else a directory for one PNG a seed.", Required = true, HelpName = "PATH" };
    private readonly Option<int?> columns = new("--columns") { Description = "Images beside each other in a grid; without it the grid is about square.", HelpName = "N" };
    private readonly Option<bool> force = new("--force") { Description = "Replace files that are there." };
    private readonly DrawingOptions drawing = new("0-31");
    private readonly ComputeOptions compute = new();

    public GenerateVerb() : base("generate", "Draw images with a generator: by seed, as files or as a grid.")
    {
        Arguments.Add(generator);
        Options.Add(output);
        drawing.AddTo(this);
        Options.Add(columns);
        Options.Add(force);
        compute.AddTo(this);
    }

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var device = compute.Device(arguments);
        using var scope = torch.NewDisposeScope();
        var (path, seeds) = (Path.GetFullPath(arguments.GetRequiredValue(output)), drawing.Seeds(arguments));
        var grid = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase);
        var files = grid ? [path] : seeds.Select(seed => Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"seed-{seed:D6}.png"))).ToArray();
        if (!grid && File.Exists(path))
            throw new InvalidInputException($"{path} is a file; give a directory, or a name that ends in .png for one grid.");
        if (!grid)
            TargetFile.CheckFolder(path);
        TargetFile.CheckTarget(arguments.GetValue(force), grid ? files : files.Where(File.Exists).ToArray());
        using var loaded = LoadedGenerator.Open(arguments.GetRequiredValue(generator), device);
        var classes = drawing.Classes(arguments, loaded, seeds.Count);
        var pixels = loaded.Draw(drawing.Latents(arguments, loaded, seeds), classes);
        stop.ThrowIfCancellationRequested();
        if (grid)
            WriteGrid(path, loaded, pixels, seeds.Count, arguments.GetValue(columns));
        else
            WriteEach(files, loaded, pixels);
        if (WantsJson(arguments))
            screen.WriteJson(new { files, seeds, labels = classes, resolution = loaded.Network.Resolution });
        else
            screen.Line(grid ? $"{seeds.Count} images in {path}" : $"{seeds.Count} images in {path}{Path.DirectorySeparatorChar}");
    }

    private static void WriteGrid(string path, LoadedGenerator loaded, byte[] pixels, int count, int? wanted)
    {
        if (wanted is < 1)
            throw new InvalidInputException($"--columns is {wanted}; it must be at least 1.");
        var columns = wanted ?? Columns(count);
        var rows = (count + columns - 1) / columns;
        var (channels, size) = (loaded.Network.Channels, loaded.Network.Resolution);
        var all = new byte[(long)columns * rows * channels * size * size];
        pixels.CopyTo(all, 0);
        WholeFile.Write(path, stream => PngWriter.Write(stream, ImageGrid.Of(all, channels, size, columns, rows)));
    }

    /// <summary>A whole grid that is at most twice as wide as high, else one that is about square.</summary>
    private static int Columns(int count)
    {
        var root = (int)Math.Ceiling(Math.Sqrt(count));
        var whole = Enumerable.Range(root, root).FirstOrDefault(columns => count % columns == 0 && columns * columns <= 2 * count);
        return whole > 0 ? whole : root;
    }

    private static void WriteEach(string[] files, LoadedGenerator loaded, byte[] pixels)
    {
        var (channels, size) = (loaded.Network.Channels, loaded.Network.Resolution);
        var bytes = channels * size * size;
        for (var i = 0; i < files.Length; i++)
        {
            var image = PixelImage.OfPlanes(pixels.AsSpan(i * bytes, bytes), channels, size);
            WholeFile.Write(files[i], stream => PngWriter.Write(stream, image));
        }
    }
}
