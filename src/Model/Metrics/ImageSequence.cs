using System.Buffers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>What every sequence of images can do.</summary>
public static class ImageSequences
{
    private const int MostPooledBytes = 16 << 20;                               // larger ones would stay in memory for long

    /// <summary>Bytes of one image.</summary>
    public static int ImageBytes(this IImageSequence images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.Channels * images.Size * images.Size;
    }

    /// <summary>Goes through all images, some at a time.</summary>
    /// <param name="images">Images.</param>
    /// <param name="atOnce">Most images of one piece.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <returns>(place of the first, [n,C,R,R] uint8), the pixels valid until the next piece.</returns>
    public static IEnumerable<(int First, ReadOnlyMemory<byte> Pixels)> Pieces(this IImageSequence images, int atOnce, CancellationToken stop)
    {
        var bytes = images.ImageBytes();
        var length = Math.Min(atOnce, images.Count) * bytes;
        var buffer = length > MostPooledBytes ? new byte[length] : ArrayPool<byte>.Shared.Rent(length);
        try
        {
            for (var first = 0; first < images.Count; first += atOnce)
            {
                stop.ThrowIfCancellationRequested();
                var piece = buffer.AsMemory(0, Math.Min(atOnce, images.Count - first) * bytes);
                images.Read(first, piece.Span, stop);
                yield return (first, piece);
            }
        }
        finally
        {
            if (length <= MostPooledBytes)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Goes through all images as tensors, some at a time.</summary>
    /// <param name="images">Images.</param>
    /// <param name="atOnce">Most images of one piece.</param>
    /// <param name="device">Where the tensors are to be.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <returns>[n,C,R,R] uint8, valid until the next piece.</returns>
    public static IEnumerable<Tensor> Tensors(this IImageSequence images, int atOnce, Device device, CancellationToken stop)
    {
        foreach (var (_, pixels) in images.Pieces(atOnce, stop))
        {
            using var piece = tensor(pixels.ToArray(), [pixels.Length / images.ImageBytes(), images.Channels, images.Size, images.Size], device: device);
            yield return piece;
        }
    }
}
