using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Imaging.Resampling;

/// <summary>
/// Brings a part of an image to another size by Pillow's definition, which the official tools use, in float and without
/// rounding between the axes: rows first, then columns of the few rows that are left. libvips has no area filter, and
/// its Lanczos differs; see docs/adr/008-images-by-libvips.md.
/// </summary>
internal static class Resampler
{
    /// <summary>Numbers behind a row that may be read with its last pixel.</summary>
    private const int Beyond = 4;

    /// <param name="image">Its colours are weighted with their alpha, if it has one.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="width">Pixels of the result.</param>
    /// <param name="height">Pixels of the result.</param>
    /// <param name="filter">How.</param>
    /// <param name="result">[height,width,C], 0 to 255 (Lanczos: a little beyond), filled in; with alpha, colours are
    /// premultiplied with alpha/255.</param>
    public static void Resample(
        DecodedImage image, PixelRectangle part, int width, int height, ResampleFilter filter, Span<float> result)
    {
        var rows = ResampleWeights.Of(part.Height, height, filter);
        var columns = ResampleWeights.Of(part.Width, width, filter);
        var length = part.Width * image.Channels;
        var sum = ArrayPool<float>.Shared.Rent(length + Beyond);
        for (var y = 0; y < height; y++)
        {
            sum.AsSpan(0, length).Clear();
            var weights = rows.At(y);
            for (var i = 0; i < weights.Length; i++)
            {
                if (weights[i] == 0)
                    continue;
                var row = image.Pixels.Slice(
                    ((part.Y + rows.First[y] + i) * image.Width + part.X) * image.Channels, length);
                if (image.Channels == 4)
                    AddPremultiplied(row, weights[i], sum);
                else
                    AddScaled(row, weights[i], sum);
            }
            var narrow = result.Slice(y * width * image.Channels, width * image.Channels);
            if (image.Channels == 1)
                NarrowGrey(sum, columns, narrow);
            else
                NarrowColours(sum.AsSpan(0, length + Beyond), columns, image.Channels, narrow);
        }
        ArrayPool<float>.Shared.Return(sum);
    }

    /// <summary>One row: [from] to [to].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowGrey(ReadOnlySpan<float> row, ResampleWeights columns, Span<float> result)
    {
        for (var x = 0; x < result.Length; x++)
        {
            var weights = columns.At(x);
            var old = row.Slice(columns.First[x], weights.Length);
            var sum = 0f;
            for (var i = 0; i < weights.Length; i++)
                sum += weights[i] * old[i];
            result[x] = sum;
        }
    }

    /// <summary>
    /// One row: [from,C] to [to,C], C 3 or 4, four numbers at a time; the row goes on for <see cref="Beyond"/> that do
    /// not matter. A pixel of three is stored with a fourth number, which the next one overwrites.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowColours(
        ReadOnlySpan<float> row, ResampleWeights columns, int channels, Span<float> result)
    {
        var taps = columns.Taps;
        var first = columns.First;
        var last = first.Length - 1;
        // the last pixel is made of the last ones
        ArgumentOutOfRangeException.ThrowIfGreaterThan((first[last] + taps) * channels + Beyond, row.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, first.Length * channels);
        ref var numbers = ref MemoryMarshal.GetReference(row);
        ref var weights = ref MemoryMarshal.GetReference(columns.All);
        ref var to = ref MemoryMarshal.GetReference(result);
        for (var x = 0; x < last; x++)
            Pixel(
                ref Unsafe.Add(ref numbers, first[x] * channels), ref Unsafe.Add(ref weights, x * taps), taps, channels)
                .StoreUnsafe(ref to, (nuint)(x * channels));
        var sum = Pixel(ref Unsafe.Add(ref numbers, first[last] * channels),
            ref Unsafe.Add(ref weights, last * taps), taps, channels);
        for (var channel = 0; channel < channels; channel++)
            result[last * channels + channel] = sum[channel];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pixel(ref float from, ref float weights, int taps, int channels)
    {
        var sum = Vector128.LoadUnsafe(ref from) * weights;
        for (var i = 1; i < taps; i++)
            sum += Vector128.LoadUnsafe(ref from, (nuint)(i * channels)) * Unsafe.Add(ref weights, i);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(ReadOnlySpan<byte> row, float weight, Span<float> sum)
    {
        var at = 0;
        for (; at + Vector<byte>.Count <= row.Length; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[at..]), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            var to = MemoryMarshal.Cast<float, Vector<float>>(sum.Slice(at, Vector<byte>.Count));
            to[0] += Vector.ConvertToSingle(a.As<uint, int>()) * weight;
            to[1] += Vector.ConvertToSingle(b.As<uint, int>()) * weight;
            to[2] += Vector.ConvertToSingle(c.As<uint, int>()) * weight;
            to[3] += Vector.ConvertToSingle(d.As<uint, int>()) * weight;
        }
        for (; at < row.Length; at++)
            sum[at] += row[at] * weight;
    }

    /// <summary>[w,4]: colours times alpha, and alpha.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPremultiplied(ReadOnlySpan<byte> row, float weight, Span<float> sum)
    {
        var pixels = MemoryMarshal.Cast<float, Vector4>(sum);
        for (int at = 0, x = 0; at < row.Length; at += 4, x++)
        {
            var share = weight * row[at + 3] / 255;
            pixels[x] += new Vector4(row[at] * share, row[at + 1] * share, row[at + 2] * share, weight * row[at + 3]);
        }
    }
}
