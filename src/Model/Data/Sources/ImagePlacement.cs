using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Imaging.Resampling;

namespace PgGanLab.Model.Data.Sources;

/// <summary>Which part of an image is used, and where it comes to lie in the square.</summary>
/// <param name="From">In the image.</param>
/// <param name="To">In the square.</param>
internal readonly record struct ImagePlacement(PixelRectangle From, PixelRectangle To)
{
    /// <summary>CelebA's aligned images.</summary>
    private const int CelebaWidth = 178;
    private const int CelebaHeight = 218;

    /// <summary>Pixels of a side of what the official code cuts out of them.</summary>
    public const int CelebaSide = 128;

    /// <summary>Pixels of a side of CelebA-HQ's images.</summary>
    public const int CelebaHqSide = 1024;

    /// <summary>The largest square in the middle.</summary>
    public static ImagePlacement Crop(int width, int height, int size)
    {
        var side = Math.Min(width, height);
        return Whole(new PixelRectangle((width - side) / 2, (height - side) / 2, side, side), size);
    }

    /// <summary>All of it, in the middle of the square.</summary>
    public static ImagePlacement Fit(int width, int height, int size)
    {
        var side = (double)Math.Max(width, height);
        var (w, h) = (
            Math.Max(1, (int)Math.Round(size * width / side)), Math.Max(1, (int)Math.Round(size * height / side)));
        return new ImagePlacement(
            new PixelRectangle(0, 0, width, height), new PixelRectangle((size - w) / 2, (size - h) / 2, w, h));
    }

    /// <summary>The 128x128 pixels around (89, 121). Source: official dataset_tool.py, <c>create_celeba</c>.</summary>
    /// <exception cref="BadImageException">It is no aligned image of CelebA.</exception>
    public static ImagePlacement Celeba(int width, int height, int size) => IsCeleba(width, height)
        ? Whole(new PixelRectangle(89 - CelebaSide / 2, 121 - CelebaSide / 2, CelebaSide, CelebaSide), size)
        : throw new BadImageException(
            $"it is {width}x{height}; CelebA's aligned images are {CelebaWidth}x{CelebaHeight}");

    /// <summary>All of a 1024x1024 image. Source: official dataset_tool.py, <c>create_celebahq</c>.</summary>
    /// <exception cref="BadImageException">It has another size.</exception>
    public static ImagePlacement CelebaHq(int width, int height, int size) => IsCelebaHq(width, height)
        ? Whole(new PixelRectangle(0, 0, CelebaHqSide, CelebaHqSide), size)
        : throw new BadImageException($"it is {width}x{height}; CelebA-HQ's images are {CelebaHqSide}x{CelebaHqSide}");

    /// <summary>Whether CelebA's aligned images have this size.</summary>
    public static bool IsCeleba(int width, int height) => (width, height) == (CelebaWidth, CelebaHeight);

    /// <summary>Whether CelebA-HQ's images have this size.</summary>
    public static bool IsCelebaHq(int width, int height) => (width, height) == (CelebaHqSide, CelebaHqSide);

    private static ImagePlacement Whole(PixelRectangle from, int size) =>
        new(from, new PixelRectangle(0, 0, size, size));
}
