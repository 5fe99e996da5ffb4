using PgGanLab.Model.Data;

namespace PgGanLab.Model.Tests.Data;

/// <summary>A small dataset made of formulas: grey discs of different places and sizes, two classes.</summary>
public sealed class Discs(int resolution = 16, int channels = 1, int count = 64) : IImageSource
{
    public int Resolution => resolution;

    public int Channels => channels;

    public int Count => count;

    public int Labels => 2;

    public int Read(int index, Span<byte> pixels)
    {
        var random = new Random(index);
        var (x0, y0, radius) = (resolution * random.NextDouble(), resolution * random.NextDouble(),
            resolution * (0.2 + 0.3 * random.NextDouble()));
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = (i / resolution % resolution, i % resolution);
            pixels[i] = (byte)(Math.Sqrt((x - x0) * (x - x0) + (y - y0) * (y - y0)) < radius ? 200 + i % 50 : 20);
        }
        return index % 2;
    }
}
