using System.CommandLine;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Model.Data;
using PgGanLab.Model.Export;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Nearest;
using PgGanLab.Model.Metrics.Swd;
using PgGanLab.Model.Storage;
using PgGanLab.Tools.Files;
using PgGanLab.Tools.Sources;
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary>
/// <c>lab nearest FILE --real DATASET -o PATH</c>: the training images nearest to samples, to see memorisation.
/// </summary>
internal sealed class NearestVerb : GeneratorVerb
{
    /// <summary>What an image's descriptors take, beside comparing its pixels.</summary>
    private const double DescriptorWork = 20;

    /// <summary>Samples whose neighbours are looked for in one pass over the training images.</summary>
    private const int Together = 256;

    private readonly Option<string> real = new("--real")
    {
        Description = "The training images: a dataset's name in the lab, or the path of its folder.",
        HelpName = "DATASET",
        Required = true
    };
    private readonly Option<int> count = new("--count")
    {
        Description = "Neighbours of each kind (default 5).",
        DefaultValueFactory = _ => 5,
        HelpName = "N"
    };

    public NearestVerb() : base(
        "nearest", "Find the training images nearest to a generator's samples, to see whether it memorised.",
        new DrawingOptions("0-7")) =>
        AddOptions(
            "A name that ends in .png for one grid, else a directory for one PNG a sample: "
            + "each row a sample, its nearest by pixels, its nearest by SWD's descriptors.",
            real, count);

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var device = Compute.Device(arguments);
        using var scope = torch.NewDisposeScope();
        var seeds = Drawing.Seeds(arguments);
        var target = Pictures(arguments, seeds);
        using var dataset = Compute.Data(arguments).Open(arguments.GetRequiredValue(real));
        using var loaded = Open(arguments, device);
        var wanted = arguments.GetValue(count);
        Check(loaded, dataset, wanted);
        var images = new DatasetImages(dataset, loaded.Network.Resolution, first: 0, dataset.Facts.Images);
        target.CheckSize(seeds.Count * (3L + 2 * wanted), images.ImageBytes(),
            $"A grid of {Readable.Plural(seeds.Count, "sample")} and their neighbours");
        var drawn = new DrawnImages(
            loaded, seeds, Drawing.Classes(arguments, loaded, seeds.Count, Compute.Data(arguments)),
            latents => Drawing.Truncate(arguments, loaded, latents));
        var blocks = seeds.Select((_, place) => place).Chunk(target.IsOnePicture ? seeds.Count : Together).ToList();
        var (rows, lines) = (new List<object>(), new List<string>());
        new WorkBar(screen, WantsJson(arguments)).Follow(
            "nearest images", blocks.Count * images.Count * (1.0 + DescriptorWork), progress =>
            {
                foreach (var block in blocks)
                {
                    var samples = Samples(drawn, block, stop);
                    var byPixels = NearestImages.ByPixels(
                        samples, new WatchedImages(images, progress, "by pixels"), wanted, stop);
                    var byDescriptors = samples.Size < LaplacianPyramid.LowestLevel ? null
                        : NearestImages.ByDescriptors(samples,
                            new WatchedImages(images, progress, "by descriptors", DescriptorWork), wanted, stop);
                    Write(target, block, samples, images, byPixels, byDescriptors, stop);
                    rows.AddRange(
                        block.Select((place, i) => Row(seeds[place], images, byPixels[i], byDescriptors?[i])));
                    lines.AddRange(block.Select((place, i) => Line(seeds[place], byPixels[i], byDescriptors?[i])));
                }
                return rows.Count;
            });
        if (WantsJson(arguments))
            screen.WriteJson(new { file = target.Path, dataset = dataset.Facts.Name, samples = rows });
        else
            screen.Line(string.Join(Environment.NewLine, lines.Prepend(Heading(target, drawn.Resolution))));
    }

    /// <summary>One picture of all rows, or one of each; what is whole stays when the rest is given up.</summary>
    private static void Write(
        PictureTarget target, int[] block, ImageSet samples, DatasetImages images, Neighbour[][] byPixels,
        Neighbour[][]? byDescriptors, CancellationToken stop)
    {
        foreach (var rows in target.IsOnePicture
            ? [Enumerable.Range(0, block.Length).ToArray()]
            : Enumerable.Range(0, block.Length).Select(i => (int[])[i]))
        {
            var picture = Grid(samples, rows, images, byPixels, byDescriptors, stop);
            WholeFile.Write(
                target.Files[target.IsOnePicture ? 0 : block[rows[0]]], stream => PngWriter.Write(stream, picture));
        }
    }

    private static void Check(LoadedGenerator loaded, ImageDataset dataset, int wanted)
    {
        if (wanted < 1 || wanted > dataset.Facts.Images)
            throw new InvalidInputException(
                $"--count is {wanted}; it must be 1 to {dataset.Facts.Images}, the dataset's images.");
        if (loaded.Network.Resolution > dataset.Facts.Resolution)
            throw new InvalidInputException(
                $"{dataset.Facts.Name} has no images of {loaded.Network.Resolution} px; "
                + $"its largest are {dataset.Facts.Resolution} px.");
        if (loaded.Network.Channels != dataset.Facts.Channels)
            throw new InvalidInputException(
                $"{loaded.Path} draws {Readable.Plural(loaded.Network.Channels, "channel")} and {dataset.Facts.Name} "
                + $"has {dataset.Facts.Channels}; both must have the same.");
    }

    private static ImageSet Samples(DrawnImages drawn, int[] block, CancellationToken stop) => new(
        drawn.Channels, drawn.Resolution,
        [.. drawn.OneByOne(block[0], block.Length, stop).Select(d => (ReadOnlyMemory<byte>)d.Pixels.ToArray())]);

    /// <summary>Each row: a sample, a gap, its nearest by pixels, a gap, its nearest by descriptors.</summary>
    private static PixelImage Grid(
        ImageSet samples, int[] rows, DatasetImages images, Neighbour[][] byPixels, Neighbour[][]? byDescriptors,
        CancellationToken stop)
    {
        var bytes = images.ImageBytes();
        var gap = Enumerable.Repeat(byte.MaxValue, bytes).ToArray();
        byte[] Pixels(Neighbour neighbour)
        {
            var pixels = new byte[bytes];
            images.Read(neighbour.Place, pixels, stop);
            return pixels;
        }
        var cells = rows.Select(i => (byte[][])
        [
            samples.Images[i].ToArray(), gap, .. byPixels[i].Select(Pixels),
            .. byDescriptors is null ? [] : (byte[][])[gap, .. byDescriptors[i].Select(Pixels)],
        ]).ToList();
        return ImageGrid.Of(cells.SelectMany(row => row).SelectMany(cell => cell).ToArray(), samples.Channels,
            samples.Size, cells[0].Length, cells.Count);
    }

    private static object Row(long seed, DatasetImages images, Neighbour[] byPixels, Neighbour[]? byDescriptors) =>
        new
        {
            seed,
            byPixels = byPixels.Select(n => Entry(n, images)),
            byDescriptors = byDescriptors
            ?.Select(n => Entry(n, images))
        };

    private static object Entry(Neighbour neighbour, DatasetImages images) =>
        new { image = images.Index(neighbour.Place), distance = neighbour.Distance };

    private static string Heading(PictureTarget target, int resolution) =>
        $"{target.Shown}: nearest by pixels (root mean square of 0 to 255)"
        + $"{(resolution < LaplacianPyramid.LowestLevel ? "" : ", then by SWD's descriptors")}";

    private static string Line(long seed, Neighbour[] byPixels, Neighbour[]? byDescriptors) =>
        $"  seed {seed,-6} {Distances(byPixels, "F1")}"
        + $"{(byDescriptors is null ? "" : "   |   " + Distances(byDescriptors, "F3"))}";

    private static string Distances(Neighbour[] neighbours, string format) =>
        string.Join("  ", neighbours.Select(n => n.Distance.ToString(format, CultureInfo.InvariantCulture)));
}
