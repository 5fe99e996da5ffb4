using PgGanLab.Model.Numbers;

namespace PgGanLab.Model.Metrics.Nearest;

/// <summary>
/// For each of some samples the nearest of many images, to see whether a generator memorised: by pixels (root mean
/// square, 0 to 255), and by SWD's descriptors (<see cref="PatchSignature"/>; each level's differences in units of the
/// first images' mean deviation).
/// </summary>
public static class NearestImages
{
    private const int ImagesAtOnce = 256;

    /// <summary>The nearest by pixels.</summary>
    /// <param name="samples">Images.</param>
    /// <param name="images">Where to look: the same size and channels.</param>
    /// <param name="count">How many neighbours.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <returns>For each sample its neighbours, nearest first.</returns>
    public static Neighbour[][] ByPixels(ImageSet samples, IImageSequence images, int count, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var found = Empty(samples);
        var bytes = images.ImageBytes();
        foreach (var (first, pixels) in images.Pieces(ImagesAtOnce, stop))
            Parallel.For(0, samples.Count, TorchThreads.Loop(stop), s =>
            {
                for (var i = 0; i < pixels.Length / bytes; i++)
                {
                    var distance = PixelDistance(samples.Images[s].Span, pixels.Span.Slice(i * bytes, bytes));
                    Offer(found[s], count, new Neighbour(first + i, distance));
                }
            });
        return [.. found.Select(f => f.ToArray())];
    }

    /// <summary>The nearest by descriptors.</summary>
    /// <inheritdoc cref="ByPixels"/>
    public static Neighbour[][] ByDescriptors(
        ImageSet samples, IImageSequence images, int count, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(images);
        var found = Empty(samples);
        var signature = new PatchSignature(images.Size, images.Channels);
        var of = samples.Images.Select(image => Of(signature, image.Span)).ToArray();
        var bytes = images.ImageBytes();
        var length = signature.Length;
        var current = new float[Math.Min(ImagesAtOnce, images.Count) * length];
        using var signatures = new ThreadLocal<PatchSignature>(() => new PatchSignature(images.Size, images.Channels));
        double[]? scales = null;
        foreach (var (first, pixels) in images.Pieces(ImagesAtOnce, stop))
        {
            scales ??= Scales(signature, pixels.Span, bytes);
            Parallel.For(0, pixels.Length / bytes, TorchThreads.Loop(stop), i =>
                signatures.Value!.Of(pixels.Span.Slice(i * bytes, bytes), current.AsSpan(i * length, length)));
            var here = pixels.Length / bytes;
            var known = scales;
            Parallel.For(0, of.Length, TorchThreads.Loop(stop), s =>
            {
                for (var i = 0; i < here; i++)
                {
                    var distance = Distance(of[s], current.AsSpan(i * length, length), known);
                    Offer(found[s], count, new Neighbour(first + i, distance));
                }
            });
        }
        return [.. found.Select(f => f.ToArray())];
    }

    private static List<Neighbour>[] Empty(ImageSet samples) => [.. samples.Images.Select(_ => new List<Neighbour>())];

    /// <summary>Keeps the nearest, in order.</summary>
    private static void Offer(List<Neighbour> nearest, int count, Neighbour candidate)
    {
        if (nearest.Count == count && candidate.Distance >= nearest[^1].Distance)
            return;
        var place = nearest.FindIndex(n => n.Distance > candidate.Distance);
        nearest.Insert(place < 0 ? nearest.Count : place, candidate);
        if (nearest.Count > count)
            nearest.RemoveAt(count);
    }

    private static double PixelDistance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var sum = 0L;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.Sqrt((double)sum / a.Length);
    }

    private static float[] Of(PatchSignature signature, ReadOnlySpan<byte> image)
    {
        var result = new float[signature.Length];
        signature.Of(image, result);
        return result;
    }

    /// <summary>Each level's mean size of numbers, so that fine and coarse levels count alike.</summary>
    private static double[] Scales(PatchSignature signature, ReadOnlySpan<byte> pixels, int bytes)
    {
        var sums = new double[signature.Length / PatchSignature.LevelLength];
        for (var image = 0; image < pixels.Length / bytes; image++)
        {
            var numbers = Of(signature, pixels.Slice(image * bytes, bytes));
            for (var i = 0; i < numbers.Length; i++)
                sums[i / PatchSignature.LevelLength] += Math.Abs(numbers[i]);
        }
        var count = (double)(pixels.Length / bytes) * PatchSignature.LevelLength;
        return [.. sums.Select(sum => Math.Max(1e-6, sum / count))];
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b, double[] scales)
    {
        var sum = 0.0;
        for (var level = 0; level < scales.Length; level++)
        {
            var x = a.Slice(level * PatchSignature.LevelLength, PatchSignature.LevelLength);
            var y = b.Slice(level * PatchSignature.LevelLength, PatchSignature.LevelLength);
            var difference = 0f;
            for (var i = 0; i < x.Length; i++)
                difference += Math.Abs(x[i] - y[i]);
            sum += difference / PatchSignature.LevelLength / scales[level];
        }
        return sum / scales.Length;
    }
}

/// <summary>An image near another one.</summary>
/// <param name="Place">In its sequence.</param>
/// <param name="Distance">0 for the same image.</param>
public readonly record struct Neighbour(int Place, double Distance);
