using PgGanLab.Growth.Datasets;
using PgGanLab.Growth.Determinism;

namespace PgGanLab.Model.Data.Sources;

/// <summary>
/// Images made of formulas, for benchmarks and trials: a disc on a gradient whose colours, place and size are a pure
/// function of the image's number; its class sets the disc's hue.
/// </summary>
public sealed class SyntheticImages : IImageSource
{
    private const int DefaultResolution = 32;
    private const int DefaultImages = 10_000;
    private const int DefaultClasses = 10;

    /// <summary>Uses resolution, channels, images and classes of the options.</summary>
    public SyntheticImages(SourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Resolution, Channels) = (options.Resolution ?? DefaultResolution, options.Channels ?? 3);
        (Count, Labels) = (options.Images ?? DefaultImages, options.Classes ?? DefaultClasses);
    }

    public int Resolution { get; }

    public int Channels { get; }

    public int Count { get; }

    public int Labels { get; }

    public int Read(int index, Span<byte> pixels)
    {
        var label = Labels > 0 ? index % Labels : 0;
        var random = new Random(unchecked((int)RandomStream.Seed(0, "synthetic", index)));
        var (x0, y0, radius) = (Resolution * Between(random, 0.25, 0.75), Resolution * Between(random, 0.25, 0.75),
            Resolution * Between(random, 0.15, 0.4));
        var (slope, base0, hue) = (
            Between(random, -0.5, 0.5), Between(random, 60, 140), Math.Tau * label / Math.Max(1, Labels));
        for (var channel = 0; channel < Channels; channel++)
        {
            var disc = 128 + 110 * Math.Cos(hue + channel * Math.Tau / 3);
            for (var y = 0; y < Resolution; y++)
                for (var x = 0; x < Resolution; x++)
                {
                    var inside = (x - x0) * (x - x0) + (y - y0) * (y - y0) < radius * radius;
                    var value = inside ? disc : base0 + slope * (x + y) * 64 / Resolution;
                    pixels[(channel * Resolution + y) * Resolution + x] = channel == 3
                        ? (byte)(inside ? 255 : 128)
                        : (byte)Math.Clamp(value, 0, 255);
                }
        }
        return label;
    }

    private static double Between(Random random, double low, double high) => low + (high - low) * random.NextDouble();
}
