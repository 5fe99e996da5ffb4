using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// 128 patches of 7x7 pixels from each image at one pyramid level, normalised for each channel to mean 0 and deviation 1 over all of them.
/// Source: official metrics/sliced_wasserstein.py, <c>get_descriptors_for_minibatch</c> and <c>finalize_descriptors</c>.
/// </summary>
/// <remarks>
/// A grey image stands for three equal channels; they would be normalised equally, so only one is kept and
/// <see cref="SlicedWasserstein"/> adds up the directions instead. Beyond 512 MB descriptors lie in a temporary file, so that memory doesn't
/// grow with the number of images.
/// </remarks>
public sealed class PatchDescriptors : IDisposable
{
    /// <summary>Width and height of a patch.</summary>
    public const int PatchSize = 7;

    /// <summary>Patches of each image.</summary>
    public const int PatchesPerImage = 128;

    private const int Reach = PatchSize / 2;
    private const int PatchArea = PatchSize * PatchSize;
    private const int ImagesPerChunk = 256;
    private const long MemoryLimit = 512L << 20;
    private readonly List<Tensor> chunks = [];
    private readonly List<long> chunkRows = [];
    private readonly OverflowBuffer overflow = new(limit: 0);
    private readonly ChannelMoments moments;
    private readonly int width;
    private readonly long memoryLimit;

    private PatchDescriptors(int channels, long memoryLimit) =>
        (moments, width, this.memoryLimit) = (new ChannelMoments(channels), channels * PatchArea, memoryLimit);

    /// <summary>Pieces in which they are read.</summary>
    public int Chunks => chunkRows.Count;

    /// <summary>Numbers of one descriptor, C*49.</summary>
    public int Width => width;

    /// <summary>Patches in all.</summary>
    public long Count => chunkRows.Sum();

    /// <summary>Memory in bytes.</summary>
    public long Bytes => chunks.Sum(c => c.numel() * sizeof(float));

    /// <summary>Cuts patches at random places.</summary>
    /// <param name="images">Images.</param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <param name="seed">Of the places.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <param name="memoryLimit">Most bytes of descriptors in memory.</param>
    public static PatchDescriptors Of(IImageSequence images, int level, long seed, CancellationToken stop, long memoryLimit = MemoryLimit)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var places = RandomTensors.Whole(seed, Reach, level - Reach, [images.Count, PatchesPerImage, 2]);
        return Of(images, level, PatchesPerImage, places.data<long>().ToArray(), stop, memoryLimit);
    }

    /// <summary>Cuts patches at given places.</summary>
    /// <param name="images">Images.</param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <param name="patches">Patches of each image.</param>
    /// <param name="centers">[images,patches,2] x and y of the patches' centers.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <param name="memoryLimit">Most bytes of descriptors in memory.</param>
    public static PatchDescriptors Of(
        IImageSequence images, int level, int patches, long[] centers, CancellationToken stop, long memoryLimit = MemoryLimit)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var descriptors = new PatchDescriptors(images.Channels, memoryLimit);
        try
        {
            descriptors.Cut(images, level, patches, centers, stop);
            return descriptors;
        }
        catch
        {
            descriptors.Dispose();
            throw;
        }
    }

    /// <summary>Some of the descriptors, in the order of the images.</summary>
    /// <param name="i">0 to <see cref="Chunks"/> - 1.</param>
    /// <returns>[n,C*49] float32, laid out channel, then x, then y; belongs to the current dispose scope.</returns>
    public Tensor Chunk(int i)
    {
        if (i < chunks.Count)
            return chunks[i].alias();
        var chunk = empty([chunkRows[i], width], ScalarType.Float32);
        overflow.Read(chunkRows.Take(i).Skip(chunks.Count).Sum() * width * sizeof(float), chunk.bytes);
        moments.Normalise(chunk, PatchArea);
        return chunk;
    }

    public void Dispose()
    {
        overflow.Dispose();
        foreach (var chunk in chunks)
            chunk.Dispose();
    }

    private void Cut(IImageSequence images, int level, int patches, long[] centers, CancellationToken stop)
    {
        using var pyramids = new ThreadLocal<LaplacianPyramid>(() => new LaplacianPyramid(images.Size));
        var (bytes, perImage) = (images.ImageBytes(), patches * width);
        foreach (var (first, pixels) in images.Pieces(ImagesPerChunk, stop))
        {
            var count = pixels.Length / bytes;
            var chunk = empty([(long)count * patches, width], ScalarType.Float32);
            Parallel.For(0, count, Cores.AsTorch(stop), i => Cut(
                images, pixels.Span.Slice(i * bytes, bytes), pyramids.Value!, level, centers.AsSpan((first + i) * patches * 2, patches * 2),
                MemoryMarshal.Cast<byte, float>(chunk.bytes).Slice(i * perImage, perImage)));
            moments.Add(MemoryMarshal.Cast<byte, float>(chunk.bytes), PatchArea);
            Keep(chunk);
        }
        foreach (var chunk in chunks)
            moments.Normalise(chunk, PatchArea);
    }

    private void Keep(Tensor chunk)
    {
        chunkRows.Add(chunk.shape[0]);
        if (overflow.Length == 0 && Bytes + chunk.numel() * sizeof(float) <= memoryLimit)
        {
            chunks.Add(chunk.DetachFromDisposeScope());
            return;
        }
        overflow.Append(chunk.bytes.ToArray());
        chunk.Dispose();
    }

    private static void Cut(IImageSequence images, ReadOnlySpan<byte> image, LaplacianPyramid pyramid, int level, ReadOnlySpan<long> centers, Span<float> patches)
    {
        var plane = images.Size * images.Size;
        var width = images.Channels * PatchArea;
        for (var channel = 0; channel < images.Channels; channel++)
        {
            var pixels = pyramid.Level(image.Slice(channel * plane, plane), level);
            for (var patch = 0; patch < centers.Length / 2; patch++)
                CutPatch(pixels, level, (int)centers[2 * patch], (int)centers[2 * patch + 1], patches.Slice(patch * width + channel * PatchArea, PatchArea));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CutPatch(ReadOnlySpan<float> pixels, int size, int centerX, int centerY, Span<float> patch)
    {
        for (var y = 0; y < PatchSize; y++)
        {
            var row = pixels.Slice((centerY - Reach + y) * size + centerX - Reach, PatchSize);
            for (var x = 0; x < PatchSize; x++)
                patch[x * PatchSize + y] = row[x];
        }
    }
}
