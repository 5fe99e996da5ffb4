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
/// <see cref="SlicedWasserstein"/> adds up the directions instead.
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

    private PatchDescriptors(Tensor[] chunks) => Chunks = chunks;

    /// <summary>[n,C*49] float32 each, all patches in the order of the images; patches are laid out channel, then x, then y.</summary>
    public IReadOnlyList<Tensor> Chunks { get; }

    /// <summary>Patches in all.</summary>
    public long Count => Chunks.Sum(c => c.shape[0]);

    /// <summary>Memory in bytes.</summary>
    public long Bytes => Chunks.Sum(c => c.numel() * sizeof(float));

    /// <summary>Cuts patches at random places.</summary>
    /// <param name="set">Images.</param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <param name="seed">Of the places.</param>
    /// <param name="stop">Abandons the work.</param>
    public static PatchDescriptors Of(ImageSet set, int level, long seed, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        using var places = RandomTensors.Whole(seed, Reach, level - Reach, [set.Images.Count, PatchesPerImage, 2]);
        return Of(set, level, PatchesPerImage, places.data<long>().ToArray(), stop);
    }

    /// <summary>Cuts patches at given places.</summary>
    /// <param name="set">Images.</param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <param name="patches">Patches of each image.</param>
    /// <param name="centers">[images,patches,2] x and y of the patches' centers.</param>
    /// <param name="stop">Abandons the work.</param>
    public static PatchDescriptors Of(ImageSet set, int level, int patches, ReadOnlySpan<long> centers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        using var scope = NewDisposeScope();
        var chunks = new List<Tensor>();
        var moments = new ChannelMoments(set.Channels);
        var pyramid = new LaplacianPyramid(set.Size);
        for (var first = 0; first < set.Images.Count; first += ImagesPerChunk)
        {
            stop.ThrowIfCancellationRequested();
            var count = Math.Min(ImagesPerChunk, set.Images.Count - first);
            var chunk = empty([(long)count * patches, set.Channels * PatchArea], ScalarType.Float32);
            var values = MemoryMarshal.Cast<byte, float>(chunk.bytes);
            var perImage = patches * set.Channels * PatchArea;
            for (var i = 0; i < count; i++)
                Cut(set, set.Images[first + i].Span, pyramid, level, centers.Slice((first + i) * patches * 2, patches * 2), values.Slice(i * perImage, perImage));
            moments.Add(values, PatchArea);
            chunks.Add(chunk);
        }
        foreach (var chunk in chunks)
            moments.Normalise(chunk, PatchArea);
        return new PatchDescriptors([.. chunks.Select(c => c.DetachFromDisposeScope())]);
    }

    public void Dispose()
    {
        foreach (var chunk in Chunks)
            chunk.Dispose();
    }

    private static void Cut(ImageSet set, ReadOnlySpan<byte> image, LaplacianPyramid pyramid, int level, ReadOnlySpan<long> centers, Span<float> patches)
    {
        var plane = set.Size * set.Size;
        var width = set.Channels * PatchArea;
        for (var channel = 0; channel < set.Channels; channel++)
        {
            var pixels = pyramid.Level(image.Slice(channel * plane, plane), level);
            for (var patch = 0; patch < centers.Length / 2; patch++)
                CutPatch(pixels, level, (int)centers[2 * patch], (int)centers[2 * patch + 1], patches.Slice(patch * width + channel * PatchArea, PatchArea));
        }
    }

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
