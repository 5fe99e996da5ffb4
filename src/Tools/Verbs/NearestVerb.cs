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
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary><c>lab nearest FILE --real DATASET -o PNG</c>: the training images nearest to samples, to see memorisation.</summary>
internal sealed class NearestVerb : GeneratorVerb
{
    /// <summary>What an image's descriptors take, beside comparing its pixels.</summary>
    private const double DescriptorWork = 20;

    private readonly Option<string> real = new("--real") { Description = "The training images: a dataset's name in the lab, or the path of its folder.", HelpName = "DATASET", Required = true };
    private readonly Option<int> count = new("--count") { Description = "Neighbours of each kind (default 5).", DefaultValueFactory = _ => 5, HelpName = "N" };

    public NearestVerb() : base(
        "nearest", "Find the training images nearest to a generator's samples, to see whether it memorised.",
        new DrawingOptions("0-7")) =>
        AddOptions("The grid to write (.png): each row a sample, its nearest by pixels, its nearest by SWD's descriptors.", real, count);

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var (device, path) = Prepare(arguments, CheckName);
        using var scope = torch.NewDisposeScope();
        using var dataset = Compute.Data(arguments).Open(arguments.GetRequiredValue(real));
        using var loaded = Open(arguments, device);
        var wanted = arguments.GetValue(count);
        Check(loaded, dataset, wanted);
        var seeds = Drawing.Seeds(arguments);
        var samples = Samples(arguments, loaded, seeds);
        var images = new DatasetImages(dataset, samples.Size, first: 0, dataset.Facts.Images);
        var (byPixels, byDescriptors) = new WorkBar(screen, WantsJson(arguments)).Follow("nearest images", images.Count * (1.0 + DescriptorWork), progress => (
            NearestImages.ByPixels(samples, new WatchedImages(images, progress, "by pixels"), wanted, stop),
            samples.Size < LaplacianPyramid.LowestLevel ? null : NearestImages.ByDescriptors(samples, new WatchedImages(images, progress, "by descriptors", DescriptorWork), wanted, stop)));
        WholeFile.Write(path, stream => PngWriter.Write(stream, Grid(samples, images, byPixels, byDescriptors, stop)));
        if (WantsJson(arguments))
            screen.WriteJson(new { file = path, dataset = dataset.Facts.Name, samples = seeds.Select((seed, i) => Row(seed, images, byPixels[i], byDescriptors?[i])) });
        else
            Show(screen, path, seeds, byPixels, byDescriptors);
    }

    private static void CheckName(string path)
    {
        if (!Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException($"{path} must end in .png.");
    }

    private static void Check(LoadedGenerator loaded, ImageDataset dataset, int wanted)
    {
        if (wanted < 1 || wanted > dataset.Facts.Images)
            throw new InvalidInputException($"--count is {wanted}; it must be 1 to {dataset.Facts.Images}, the dataset's images.");
        if (loaded.Network.Resolution > dataset.Facts.Resolution)
            throw new InvalidInputException($"{dataset.Facts.Name} has no images of {loaded.Network.Resolution} px; its largest are {dataset.Facts.Resolution} px.");
        if (loaded.Network.Channels != dataset.Facts.Channels)
            throw new InvalidInputException($"{loaded.Path} draws {loaded.Network.Channels} channels and {dataset.Facts.Name} has {dataset.Facts.Channels}; both must have the same.");
    }

    private ImageSet Samples(ParseResult arguments, LoadedGenerator loaded, IReadOnlyList<long> seeds)
    {
        var pixels = loaded.Draw(Drawing.Latents(arguments, loaded, seeds), Drawing.Classes(arguments, loaded, seeds.Count));
        var bytes = pixels.Length / seeds.Count;
        return new ImageSet(loaded.Network.Channels, loaded.Network.Resolution, [.. seeds.Select((_, i) => new ReadOnlyMemory<byte>(pixels, i * bytes, bytes))]);
    }

    /// <summary>Each row: a sample, a gap, its nearest by pixels, a gap, its nearest by descriptors.</summary>
    private static PixelImage Grid(ImageSet samples, DatasetImages images, Neighbour[][] byPixels, Neighbour[][]? byDescriptors, CancellationToken stop)
    {
        var bytes = images.ImageBytes();
        var gap = Enumerable.Repeat(byte.MaxValue, bytes).ToArray();
        byte[] Pixels(Neighbour neighbour)
        {
            var pixels = new byte[bytes];
            images.Read(neighbour.Place, pixels, stop);
            return pixels;
        }
        var cells = samples.Images.Select((sample, i) => (byte[][])
        [
            sample.ToArray(), gap, .. byPixels[i].Select(Pixels), .. byDescriptors is null ? [] : (byte[][])[gap, .. byDescriptors[i].Select(Pixels)],
        ]).ToList();
        return ImageGrid.Of(cells.SelectMany(row => row).SelectMany(cell => cell).ToArray(), samples.Channels, samples.Size, cells[0].Length, cells.Count);
    }

    private static object Row(long seed, DatasetImages images, Neighbour[] byPixels, Neighbour[]? byDescriptors) =>
        new { seed, byPixels = byPixels.Select(n => Entry(n, images)), byDescriptors = byDescriptors?.Select(n => Entry(n, images)) };

    private static object Entry(Neighbour neighbour, DatasetImages images) => new { image = images.Index(neighbour.Place), distance = neighbour.Distance };

    private static void Show(ToolScreen screen, string path, IReadOnlyList<long> seeds, Neighbour[][] byPixels, Neighbour[][]? byDescriptors)
    {
        screen.Line($"{path}: nearest by pixels (root mean square of 0 to 255){(byDescriptors is null ? "" : ", then by SWD's descriptors")}");
        for (var i = 0; i < seeds.Count; i++)
            screen.Line($"  seed {seeds[i],-6} {Distances(byPixels[i], "F1")}{(byDescriptors is null ? "" : "   |   " + Distances(byDescriptors[i], "F3"))}");
    }

    private static string Distances(Neighbour[] neighbours, string format) =>
        string.Join("  ", neighbours.Select(n => n.Distance.ToString(format, CultureInfo.InvariantCulture)));
}
