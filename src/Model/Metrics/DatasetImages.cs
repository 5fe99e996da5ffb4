using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Data;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Real images for measurements: a dataset's images in one shuffled order that is the same for all experiments.
/// </summary>
/// <param name="dataset">Where the images are.</param>
/// <param name="resolution">Pixels.</param>
/// <param name="first">Place of the first in the shuffled order.</param>
/// <param name="count">How many.</param>
/// <param name="seed">Of the order; 0 in the lab.</param>
public sealed class DatasetImages(ImageDataset dataset, int resolution, int first, int count, long seed = 0)
    : IImageSequence
{
    private readonly DataOrder order = new(RandomStream.Seed(seed, "swd/images", 0), dataset.Facts.Images);

    public int Channels => dataset.Facts.Channels;

    public int Size => resolution;

    public int Count => count;

    /// <summary>Index in the dataset of the image at a place of this sequence.</summary>
    public int Index(int place) => order.At((long)first + place);

    public void Read(int first, Span<byte> pixels, CancellationToken stop)
    {
        var bytes = this.ImageBytes();
        for (var i = 0; i < pixels.Length / bytes; i++)
            dataset.Image(resolution, Index(first + i)).CopyTo(pixels[(i * bytes)..]);
    }
}
