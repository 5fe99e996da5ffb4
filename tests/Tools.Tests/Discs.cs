using PgGanLab.Model.Data;

namespace PgGanLab.Tools.Tests;

/// <summary>A small dataset made of formulas: discs of different places, sizes and colours, two classes.</summary>
internal sealed class Discs(int resolution, int channels, int count) : IImageSource
{
    public int Resolution => resolution;

    public int Channels => channels;

    public int Count => count;

    public int Labels => 2;

    public IReadOnlyList<string> Classes => ["dark", "light"];

    public int Read(int index, Span<byte> pixels)
    {
        var random = new Random(index);
        var (x0, y0, radius) = (resolution * random.NextDouble(), resolution * random.NextDouble(),
            resolution * (0.2 + 0.3 * random.NextDouble()));
        var colour = Enumerable.Range(0, channels).Select(_ => (byte)random.Next(100, 250)).ToArray();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (channel, y, x) = (i / (resolution * resolution), i / resolution % resolution, i % resolution);
            pixels[i] = Math.Sqrt((x - x0) * (x - x0) + (y - y0) * (y - y0)) < radius ? colour[channel] : (byte)20;
        }
        return index % 2;
    }
}
