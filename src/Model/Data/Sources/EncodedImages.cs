using System.Collections.Concurrent;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data.Files;
using PgGanLab.Model.Data.Labels;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Imaging.Resampling;

namespace PgGanLab.Model.Data.Sources;

/// <summary>Images of a folder or a zip, made square and brought to one resolution.</summary>
internal sealed class EncodedImages : IImageSource
{
    /// <summary>What is used of an image, by its width and height and the dataset's resolution.</summary>
    public delegate ImagePlacement Place(int width, int height, int size);

    private readonly IImageFiles files;
    private readonly LabelTable labels;
    private readonly Place place;
    private readonly ConcurrentDictionary<int, string> warnings = [];
    private readonly Pixels pixels;

    private EncodedImages(
        IImageFiles files, LabelTable labels, Place place, Pixels pixels, int resolution, int channels)
    {
        this.files = files;
        this.labels = labels;
        this.place = place;
        this.pixels = pixels;
        Resolution = resolution;
        Channels = channels;
    }

    public int Resolution { get; }

    public int Channels { get; }

    public int Count => files.Names.Count;

    public int Labels => labels.Names.Count;

    public IReadOnlyList<string> Classes => labels.Names;

    public IReadOnlyList<string> Remarks => labels.Remarks;

    public IReadOnlyList<DamagedImage> Warnings =>
        [.. warnings.OrderBy(w => w.Key).Select(w => new DamagedImage(files.Names[w.Key], w.Value))];

    public string? Advice => place == ImagePlacement.Crop || place == ImagePlacement.Fit ? null : OtherKind();

    /// <summary>Opens any folder or zip of images.</summary>
    /// <exception cref="InvalidInputException">There is none, it holds no image, or an option is wrong.</exception>
    public static EncodedImages Open(string path, SourceOptions options) =>
        Open(path, options, OptionWord.Read<Framing>("framing", options.Framing) == Framing.Fit
            ? ImagePlacement.Fit
            : ImagePlacement.Crop, options.Resolution);

    /// <summary>
    /// Opens CelebA's aligned images: the official crop, 128x128 unless a smaller resolution is asked for.
    /// </summary>
    /// <exception cref="InvalidInputException">There are none, or an option is wrong.</exception>
    public static EncodedImages OpenCeleba(string path, SourceOptions options) =>
        Open(path, options, ImagePlacement.Celeba, AtMost(options.Resolution, ImagePlacement.CelebaSide));

    /// <summary>Opens CelebA-HQ: 1024x1024 unless a smaller resolution is asked for.</summary>
    /// <exception cref="InvalidInputException">There are none, or an option is wrong.</exception>
    public static EncodedImages OpenCelebaHq(string path, SourceOptions options) =>
        Open(path, options, ImagePlacement.CelebaHq, AtMost(options.Resolution, ImagePlacement.CelebaHqSide));

    public int Read(int index, Span<byte> target)
    {
        var label = Label(index);
        try
        {
            using var image = ImageDecoder.Decode(files.Read(index), pixels.Most);
            if (image.Warning is { } warning)
                warnings[index] = warning;
            var (from, to) = place(image.Width, image.Height, Resolution);
            SquareImage.Make(image, from, to, Resolution, Channels, pixels.Filter, pixels.Background, target);
            return label;
        }
        catch (BadImageException e)
        {
            throw new DamagedImageException(new DamagedImage(files.Names[index], e.Message), e);
        }
    }

    public void Dispose() => files.Dispose();

    private static EncodedImages Open(string path, SourceOptions options, Place place, int? resolution)
    {
        var pixels = Pixels.Of(options);
        var files = ImageFiles.Open(path);
        try
        {
            (files, var labels) = LabelTable.Of(files, options);
            var sample = resolution is null || options.Channels is null ? ImageSample.Of(files) : null;
            return new EncodedImages(
                files, labels, place, pixels, resolution ?? sample!.Resolution, options.Channels ?? sample!.Channels);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private int Label(int index)
    {
        try
        {
            return labels.Of(index);
        }
        catch (BadImageException e)
        {
            throw new DamagedImageException(new DamagedImage(files.Names[index], e.Message), e) { LacksLabel = true };
        }
    }

    /// <summary>The kind that takes images of the size that most of these have.</summary>
    private string OtherKind()
    {
        var (width, height) = ImageSample.Of(files).UsualSize;
        return ImagePlacement.IsCeleba(width, height) ? "Kind 'celeba' takes images of this size."
            : ImagePlacement.IsCelebaHq(width, height) ? "Kind 'celeba-hq' takes images of this size."
            : "Kind 'folder' takes images of any size.";
    }

    private static int AtMost(int? resolution, int most) => (resolution ?? most) <= most
        ? resolution ?? most
        : throw new InvalidInputException(
            $"resolution is {resolution}; the images of this kind have {most} px, choose at most {most}.");

    /// <summary>How the pixels of an image become those of the dataset.</summary>
    /// <param name="Most">Images of more are refused by their header.</param>
    /// <param name="Filter">How images are resized.</param>
    /// <param name="Background">What shows through and beside them.</param>
    private readonly record struct Pixels(long Most, ResampleFilter Filter, Colour Background)
    {
        /// <exception cref="InvalidInputException">A word is not known.</exception>
        public static Pixels Of(SourceOptions options) => new(
            options.MostPixels ?? SourceOptions.DefaultMostPixels,
            OptionWord.Read<ResampleFilter>("filter", options.Filter) ?? ResampleFilter.Area,
            options.Background is { } background ? Colour.Parse(background) : Colour.White);
    }
}

/// <summary>How an image that is no square becomes one.</summary>
internal enum Framing
{
    /// <summary>The largest square in its middle.</summary>
    Crop,

    /// <summary>All of it, with background beside it.</summary>
    Fit,
}
