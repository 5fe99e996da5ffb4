using System.Runtime.InteropServices;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// 128 patches of 7x7 pixels from each image at one pyramid level, normalised for each channel to mean 0 and deviation
/// 1 over all of them. Source: official metrics/sliced_wasserstein.py, <c>get_descriptors_for_minibatch</c> and
/// <c>finalize_descriptors</c>.
/// </summary>
/// <remarks>
/// A grey image stands for three equal channels; they would be normalised equally, so only one is kept and <see
/// cref="SlicedWasserstein"/> adds up the directions instead. Beyond 512 MB descriptors lie in a temporary file, so
/// that memory doesn't grow with the number of images.
/// </remarks>
public sealed class PatchDescriptors : IKeptReals
{
    /// <summary>Width and height of a patch.</summary>
    public const int PatchSize = 7;

    /// <summary>Patches of each image.</summary>
    public const int PatchesPerImage = 128;

    private const int Reach = PatchSize / 2;
    private const int PatchArea = PatchSize * PatchSize;
    private const int PanelSize = PatchProjector.PanelSize;
    private const int ImagesPerChunk = 64;
    private const long MemoryLimit = 512L << 20;
    private readonly List<LargeBuffer> chunks = [];
    private readonly List<byte[]> times = [];
    private readonly OverflowBuffer overflow = new(limit: 0);
    private readonly PatchNormaliser normaliser;
    private readonly int width;
    private readonly long memoryLimit;

    private PatchDescriptors(int channels, long memoryLimit)
    {
        normaliser = new PatchNormaliser(channels, PatchArea);
        width = channels * PatchArea;
        this.memoryLimit = memoryLimit;
    }

    /// <summary>Pieces in which they are read.</summary>
    public int Chunks => times.Count;

    /// <summary>Numbers of one descriptor, C*49.</summary>
    public int Width => width;

    /// <summary>Patches in all.</summary>
    public long Count { get; private set; }

    /// <summary>Places for descriptors: one for all copies of a patch, and some that stand empty.</summary>
    public int Slots { get; private set; }

    /// <summary>Memory in bytes.</summary>
    public long Bytes => chunks.Sum(c => (long)c.Length * sizeof(float));

    /// <summary>Cuts patches at random places.</summary>
    /// <param name="images">Images.</param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <param name="seed">Of the places.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <param name="memoryLimit">Most bytes of descriptors in memory.</param>
    public static PatchDescriptors Of(
        IImageSequence images, int level, long seed, CancellationToken stop, long memoryLimit = MemoryLimit)
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
        IImageSequence images, int level, int patches, long[] centers, CancellationToken stop,
        long memoryLimit = MemoryLimit)
    {
        ArgumentNullException.ThrowIfNull(images);
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

    /// <summary>
    /// How often each descriptor counts: of several equal patches of an image only one is kept; 0 for an empty slot.
    /// </summary>
    /// <param name="i">0 to <see cref="Chunks"/> - 1.</param>
    public ReadOnlySpan<byte> Times(int i) => times[i];

    /// <summary>Works with some of the descriptors, in the order of the images.</summary>
    /// <param name="i">0 to <see cref="Chunks"/> - 1.</param>
    /// <param name="use">
    /// Is given [slots/64,C*49,64] numbers: panels of 64 descriptors, which are laid out channel, then x, then y; valid
    /// until it returns.
    /// </param>
    internal void Use(int i, Action<LargeBuffer> use)
    {
        if (i < chunks.Count)
        {
            use(chunks[i]);
            return;
        }
        using var chunk = new LargeBuffer(times[i].Length * width);
        var before = times.Take(i).Skip(chunks.Count).Sum(some => (long)some.Length);
        overflow.Read(before * width * sizeof(float), MemoryMarshal.AsBytes(chunk.Numbers));
        normaliser.Normalise(chunk.Numbers);
        use(chunk);
    }

    public void Dispose()
    {
        overflow.Dispose();
        foreach (var chunk in chunks)
            chunk.Dispose();
    }

    private void Cut(IImageSequence images, int level, int patches, long[] centers, CancellationToken stop)
    {
        using var cutters = new ThreadLocal<PatchCutter>(() => new PatchCutter(images, level));
        var bytes = images.ImageBytes();
        foreach (var (first, pixels) in images.Pieces(ImagesPerChunk, stop))
        {
            var count = pixels.Length / bytes;
            var someCenters = centers.AsSpan(first * patches * 2, count * patches * 2);
            var places = new PatchPlaces(someCenters, patches, level, Reach);
            var chunk = new LargeBuffer((places.Count + PanelSize - 1) / PanelSize * width * PanelSize);
            chunk.Numbers[^(width * PanelSize)..].Clear();                      // the last panel may not be filled
            try
            {
                Parallel.For(0, count, TorchThreads.Loop(stop), i => cutters.Value!.Cut(
                    pixels.Span.Slice(i * bytes, bytes), places, places.Start(i), places.Start(i + 1), chunk.Numbers));
                Keep(chunk, places.Times);
            }
            catch
            {
                chunk.Dispose();
                throw;
            }
        }
        foreach (var chunk in chunks)
            normaliser.Normalise(chunk.Numbers);
    }

    private void Keep(LargeBuffer chunk, ReadOnlySpan<byte> some)
    {
        var padded = new byte[chunk.Length / width];
        some.CopyTo(padded);
        times.Add(padded);
        Slots += padded.Length;
        foreach (var copies in some)
            Count += copies;
        normaliser.Add(chunk.Numbers, padded);
        if (overflow.Length == 0 && Bytes + (long)chunk.Length * sizeof(float) <= memoryLimit)
        {
            chunks.Add(chunk);
            return;
        }
        overflow.Append(MemoryMarshal.AsBytes(chunk.Numbers).ToArray());
        chunk.Dispose();
    }
}
