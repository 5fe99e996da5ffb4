using System.Buffers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Images of one size in a fixed order, read some at a time, so that a measurement never needs them all in memory.
/// </summary>
public interface IImageSequence
{
    /// <summary>1 (grey), 3 (RGB) or 4 (RGB and opacity).</summary>
    int Channels { get; }

    /// <summary>Pixels of a side.</summary>
    int Size { get; }

    /// <summary>Images.</summary>
    int Count { get; }

    /// <summary>Reads as many images as fit; the same place gives the same images at every call.</summary>
    /// <param name="first">Place of the first, 0 to Count - 1.</param>
    /// <param name="pixels">[n,C,R,R] uint8.</param>
    /// <param name="stop">Abandons the work.</param>
    void Read(int first, Span<byte> pixels, CancellationToken stop);
}

/// <summary>Images that are in memory.</summary>
/// <param name="Channels">1, 3 or 4.</param>
/// <param name="Size">Pixels of a side.</param>
/// <param name="Images">[C,R,R] uint8 each.</param>
public sealed record ImageSet(int Channels, int Size, IReadOnlyList<ReadOnlyMemory<byte>> Images) : IImageSequence
{
    public int Count => Images.Count;

    public void Read(int first, Span<byte> pixels, CancellationToken stop)
    {
        var bytes = this.ImageBytes();
        for (var i = 0; i < pixels.Length / bytes; i++)
            Images[first + i].Span.CopyTo(pixels[(i * bytes)..]);
    }
}

/// <summary>What every sequence of images can do.</summary>
public static class ImageSequences
{
    private const int MostPooledBytes = 16 << 20;  // larger ones would stay in memory for long

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
    public static IEnumerable<(int First, ReadOnlyMemory<byte> Pixels)> Pieces(
        this IImageSequence images, int atOnce, CancellationToken stop)
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
    public static IEnumerable<Tensor> Tensors(
        this IImageSequence images, int atOnce, Device device, CancellationToken stop)
    {
        foreach (var (_, pixels) in images.Pieces(atOnce, stop))
        {
            long[] shape = [pixels.Length / images.ImageBytes(), images.Channels, images.Size, images.Size];
            using var piece = tensor(pixels.ToArray(), shape, device: device);
            yield return piece;
        }
    }
}
