using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// Levels of an image's Laplacian pyramid, one channel at a time: each level is the image less what the next lower
/// level can show of it; the last is the smallest image itself. Source: official metrics/sliced_wasserstein.py,
/// <c>generate_laplacian_pyramid</c>.
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> Level(ReadOnlySpan<byte> pixels, int level)
    {
        Spread(pixels, image);
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
        const float Factor = 1f / 16;
        BlurAlong(image, r, Factor);
        for (var y = 0; y < r; y += 2)
        {
            BlurAcross(y, r, Factor, spread);
            var to = lower.AsSpan(y / 2 * (r / 2), r / 2);
            for (var x = 0; x < to.Length; x++)
                to[x] = spread[2 * x];
        }
    }

    /// <summary>
    /// image -= lower with zeros between its pixels, blurred and four times as strong. Source: <c>pyr_up</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SubtractDoubled(int r)
    {
        const float Factor = 2f / 16;
        spread.AsSpan(0, r).Clear();
        for (var y = 0; y < r / 2; y++)
        {
            for (var x = 0; x < r / 2; x++)
                spread[2 * x] = lower[y * (r / 2) + x];
            BlurRow(spread.AsSpan(0, r), rows.AsSpan(2 * y * r, r), Factor);
            rows.AsSpan((2 * y + 1) * r, r).Clear();                            // of zeros only
        }
        for (var y = 0; y < r; y++)
        {
            BlurAcross(y, r, Factor, spread);
            var to = image.AsSpan(y * r, r);
            for (var x = 0; x < r; x++)
                to[x] -= spread[x];
        }
    }

    /// <summary>rows = each row filtered by (1 4 6 4 1) times <paramref name="factor"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BlurAlong(ReadOnlySpan<float> pixels, int r, float factor)
    {
        for (var y = 0; y < r; y++)
            BlurRow(pixels.Slice(y * r, r), rows.AsSpan(y * r, r), factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlurRow(ReadOnlySpan<float> from, Span<float> to, float factor)
    {
        var r = from.Length;
        Blend(from, from[1..], from[2..], from[3..], from[4..], to[2..^2], factor);
        foreach (var x in (ReadOnlySpan<int>)[0, 1, r - 2, r - 1])
        {
            var (a, b) = (from[Mirror(x - 2, r)], from[Mirror(x - 1, r)]);
            var (d, e) = (from[Mirror(x + 1, r)], from[Mirror(x + 2, r)]);
            to[x] = Blend(a, b, from[x], d, e, factor);
        }
    }

    /// <summary>One row of what <see cref="BlurAlong"/> left, filtered the other way.</summary>
    private void BlurAcross(int y, int r, float factor, Span<float> to) =>
        Blend(Row(y - 2, r), Row(y - 1, r), Row(y, r), Row(y + 1, r), Row(y + 2, r), to[..r], factor);

    private ReadOnlySpan<float> Row(int y, int r) => rows.AsSpan(Mirror(y, r) * r, r);

    /// <summary>
    /// to = (a + 4 b + 6 c + 4 d + e) * factor, eight numbers at once. <paramref name="to"/> has at least eight numbers
    /// and overlaps none of the others.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blend(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d,
        ReadOnlySpan<float> e, Span<float> to, float factor)
    {
        ref var atA = ref MemoryMarshal.GetReference(a[..to.Length]);
        ref var atB = ref MemoryMarshal.GetReference(b[..to.Length]);
        ref var atC = ref MemoryMarshal.GetReference(c[..to.Length]);
        ref var atD = ref MemoryMarshal.GetReference(d[..to.Length]);
        ref var atE = ref MemoryMarshal.GetReference(e[..to.Length]);
        var last = to.Length - Vector256<float>.Count;
        for (var i = 0; i < last + Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var at = (nuint)Math.Min(i, last);  // the last eight may overlap those before them
            var near = Vector256.LoadUnsafe(ref atB, at) + Vector256.LoadUnsafe(ref atD, at);
            var far = Vector256.LoadUnsafe(ref atA, at) + Vector256.LoadUnsafe(ref atE, at);
            ((far + 4 * near + 6 * Vector256.LoadUnsafe(ref atC, at)) * factor).CopyTo(to[(int)at..]);
        }
    }

    private static float Blend(float a, float b, float c, float d, float e, float factor) =>
        (a + e + 4 * (b + d) + 6 * c) * factor;

    /// <summary>Reflects at the edges without repeating the edge pixel.</summary>
    private static int Mirror(int i, int count) => i < 0 ? -i : i >= count ? 2 * count - 2 - i : i;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<byte> pixels, Span<float> to)
    {
        var (i, quarter) = (0, Vector<float>.Count);
        for (; i <= pixels.Length - 4 * quarter; i += 4 * quarter)
        {
            Vector.Widen(new Vector<byte>(pixels[i..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            Vector.ConvertToSingle(first.As<uint, int>()).CopyTo(to[i..]);
            Vector.ConvertToSingle(second.As<uint, int>()).CopyTo(to[(i + quarter)..]);
            Vector.ConvertToSingle(third.As<uint, int>()).CopyTo(to[(i + 2 * quarter)..]);
            Vector.ConvertToSingle(fourth.As<uint, int>()).CopyTo(to[(i + 3 * quarter)..]);
        }
        for (; i < pixels.Length; i++)
            to[i] = pixels[i];
    }
}
