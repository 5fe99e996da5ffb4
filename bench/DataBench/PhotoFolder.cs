using NetVips;
using PgGanLab.Model.Imaging;

namespace PgGanLab.DataBench;

/// <summary>
/// A temporary folder of made-up photographs: a few waves of colour with grain, as large on the disk as real ones.
/// </summary>
internal sealed class PhotoFolder : IDisposable
{
    /// <summary>Different files; the others are copies under other names, which costs their readers the same.</summary>
    private const int Different = 200;

    private readonly string path = Directory.CreateTempSubdirectory("pgganlab-bench-").FullName;

    public PhotoFolder(PhotoShape shape, int images)
    {
        var originals = Enumerable.Range(0, Math.Min(Different, images)).AsParallel().AsOrdered()
            .Select(i => Encode(Draw(shape, i), shape.IsJpeg)).ToArray();
        Directory.CreateDirectory(Photos);
        for (var i = 0; i < images; i++)
            File.WriteAllBytes(System.IO.Path.Combine(Photos, $"{i:D6}.{(shape.IsJpeg ? "jpg" : "png")}"),
                originals[i % originals.Length]);
        Files = [.. Enumerable.Range(0, images).Select(i => originals[i % originals.Length])];
    }

    /// <summary>The folder with the images.</summary>
    public string Photos => System.IO.Path.Combine(path, "photos");

    /// <summary>Where a dataset may be built.</summary>
    public string Built => System.IO.Path.Combine(path, "built");

    /// <summary>The same files in memory.</summary>
    public IReadOnlyList<byte[]> Files { get; }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private static PixelImage Draw(PhotoShape shape, int seed)
    {
        var random = new Random(seed);
        var (a, b, c) = (random.NextDouble() * 0.1, random.NextDouble() * 0.1, random.NextDouble() * 6);
        var pixels = new byte[shape.Width * shape.Height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i / 3 % shape.Width, i / 3 / shape.Width);
            pixels[i] =
                (byte)(128 + 70 * Math.Sin(a * x + c + i % 3) + 40 * Math.Cos(b * y + c) + random.Next(-12, 13));
        }
        return new PixelImage(shape.Width, shape.Height, 3, pixels);
    }

    private static byte[] Encode(PixelImage image, bool jpeg)
    {
        using var pixels = Image.NewFromMemory(
            image.Pixels, image.Width, image.Height, image.Channels, Enums.BandFormat.Uchar);
        using var coloured = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
        return jpeg
            ? coloured.JpegsaveBuffer(q: 90, subsampleMode: Enums.ForeignSubsample.On)
            : coloured.PngsaveBuffer(filter: Enums.ForeignPngFilter.None);
    }
}
