using PgGanLab.Model.Data;

namespace PgGanLab.Silo.Tests.Fakes;

/// <summary>Grey squares of growing size: enough for a trainer to have something to do.</summary>
internal sealed class SyntheticImages(int resolution, int count) : IImageSource
{
    public int Resolution => resolution;

    public int Channels => 1;

    public int Count => count;

    public int Labels => 0;

    public int Read(int index, Span<byte> pixels)
    {
        pixels.Clear();
        var side = 1 + index % (resolution - 1);
        for (var y = 0; y < side; y++)
            pixels.Slice(y * resolution, side).Fill((byte)(100 + index % 150));
        return 0;
    }
}
