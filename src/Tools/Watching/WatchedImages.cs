using PgGanLab.Model.Metrics;

namespace PgGanLab.Tools.Watching;

/// <summary>Images that say how many of them were read.</summary>
/// <param name="images">The images.</param>
/// <param name="progress">Hears of each image that was read.</param>
/// <param name="what">What they are read for.</param>
/// <param name="units">Work of one image.</param>
internal sealed class WatchedImages(IImageSequence images, WorkProgress progress, string what, double units = 1)
    : IImageSequence
{
    public int Channels => images.Channels;

    public int Size => images.Size;

    public int Count => images.Count;

    public void Read(int first, Span<byte> pixels, CancellationToken stop)
    {
        images.Read(first, pixels, stop);
        progress.Advance(units * (pixels.Length / this.ImageBytes()), what);
    }
}
