using System.Runtime.CompilerServices;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Levels of an image's Laplacian pyramid, one channel at a time: each level is the image less what the next lower level can show of it; the
/// last is the smallest image itself. Source: official metrics/sliced_wasserstein.py, <c>generate_laplacian_pyramid</c>.
/// </summary>
public sealed class LaplacianPyramid
{
    /// <summary>Pixels of the last level.</summary>
    public const int LowestLevel = 16;

    private readonly int size;
    private readonly float[] image;
    private readonly float[] lower;
    private readonly float[] spread;
    private readonly float[] rows;

    /// <param name="size">Pixels of the image, a power of two from 16.</param>
    public LaplacianPyramid(int size)
    {
        this.size = size;
        image = new float[size * size];
        lower = new float[size * size / 4];
        spread = new float[size * size];
        rows = new float[size * size];
    }

    /// <summary>Sizes of the levels of an image: its own down to 16; none below that.</summary>
    public static IEnumerable<int> Levels(int size)
    {
        for (var level = size; level >= LowestLevel; level /= 2)
            yield return level;
    }

    /// <summary>One level of one channel.</summary>
    /// <param name="pixels">[R,R] uint8.</param>
    /// <param name="level">Size r of the level.</param>
    /// <returns>[r,r], valid until the next call.</returns>
    public ReadOnlySpan<float> Level(ReadOnlySpan<byte> pixels, int level)
    {
        for (var i = 0; i < pixels.Length; i++)
            image[i] = pixels[i];
        for (var r = size; r > level; r /= 2)
        {
            HalveInto(r);
            lower.AsSpan(0, r * r / 4).CopyTo(image);
        }
        if (level > LowestLevel)
        {
            HalveInto(level);
            SubtractDoubled(level);
        }
        return image.AsSpan(0, level * level);
    }

    /// <summary>lower = every second pixel of the blurred image. Source: <c>pyr_down</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void HalveInto(int r)
    {
        image.AsSpan(0, r * r).CopyTo(spread);
        Blur(r, 1f / 16);
        for (var y = 0; y < r / 2; y++)
            for (var x = 0; x < r / 2; x++)
                lower[y * (r / 2) + x] = spread[2 * y * r + 2 * x];
    }

    /// <summary>image -= lower with zeros between its pixels, blurred and four times as strong. Source: <c>pyr_up</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SubtractDoubled(int r)
    {
        spread.AsSpan(0, r * r).Clear();
        for (var y = 0; y < r / 2; y++)
            for (var x = 0; x < r / 2; x++)
                spread[2 * y * r + 2 * x] = lower[y * (r / 2) + x];
        Blur(r, 2f / 16);
        for (var i = 0; i < r * r; i++)
            image[i] -= spread[i];
    }

    /// <summary>spread = spread filtered by (1 4 6 4 1) times <paramref name="factor"/> in both directions.</summary>
    private void Blur(int r, float factor)
    {
        for (var y = 0; y < r; y++)
            Filter(spread.AsSpan(y * r, r), rows.AsSpan(y * r, r), r, stride: 1, factor);
        for (var x = 0; x < r; x++)
            Filter(rows.AsSpan(x), spread.AsSpan(x), r, stride: r, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Filter(ReadOnlySpan<float> from, Span<float> to, int count, int stride, float factor)
    {
        for (var i = 0; i < count; i++)
        {
            var (a, b, c, d) = (Mirror(i - 2, count), Mirror(i - 1, count), Mirror(i + 1, count), Mirror(i + 2, count));
            to[i * stride] = (from[a * stride] + from[d * stride] + 4 * (from[b * stride] + from[c * stride]) + 6 * from[i * stride]) * factor;
        }
    }

    /// <summary>Reflects at the edges without repeating the edge pixel.</summary>
    private static int Mirror(int i, int count) => i < 0 ? -i : i >= count ? 2 * count - 2 - i : i;
}
