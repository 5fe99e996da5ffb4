using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Data;

namespace PgGanLab.Model.Metrics;

/// <summary>Real images for measurements: a dataset's images in one shuffled order that is the same for all experiments.</summary>
internal static class RealImageSets
{
    /// <param name="dataset">Where the images are.</param>
    /// <param name="resolution">Pixels.</param>
    /// <param name="first">Place of the first in the shuffled order.</param>
    /// <param name="count">How many.</param>
    public static ImageSet Of(ImageDataset dataset, int resolution, int first, int count)
    {
        var order = new DataOrder(RandomStream.Seed(0, "swd/images", 0), dataset.Facts.Images);
        var images = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
            images[i] = dataset.Image(resolution, order.At(first + i)).ToArray();
        return new ImageSet(dataset.Facts.Channels, resolution, images);
    }
}
