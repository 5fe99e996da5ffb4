using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Imaging.Resampling;

/// <summary>Brings a part of an image to another size, in float and without rounding: rows first, then columns of the few rows that are left.</summary>
internal static class Resampler
{
    /// <param name="image">Its colours are weighted with their alpha, if it has one.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="width">Pixels of the result.</param>
    /// <param name="height">Pixels of the result.</param>
    /// <param name="filter">How.</param>
    /// <param name="result">[height,width,C], 0 to 255 (Lanczos: a little beyond), filled in; with alpha, colours are premultiplied with alpha/255.</param>
    public static void Resample(DecodedImage image, PixelRectangle part, int width, int height, ResampleFilter filter, Span<float> result)
    {
        var rows = ResampleWeights.Of(part.Height, height, filter);
        var columns = ResampleWeights.Of(part.Width, width, filter);
        var length = part.Width * image.Channels;
        var rented = ArrayPool<float>.Shared.Rent(2 * length);
        var sum = rented.AsSpan(0, length);
        var row = rented.AsSpan(length, length);
        for (var y = 0; y < height; y++)
        {
            sum.Clear();
            var (first, weights) = rows.At(y);
            for (var i = 0; i < weights.Length; i++)
            {
                var bytes = image.Pixels.Slice(((part.Y + first + i) * image.Width + part.X) * image.Channels, length);
                ToFloats(bytes, row);
                if (image.Channels == 4)
                    Premultiply(row);
                AddScaled(row, weights[i], sum);
            }
            Narrow(sum, columns, image.Channels, result.Slice(y * width * image.Channels, width * image.Channels));
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>One row: [from,C] to [to,C].</summary>
    private static void Narrow(ReadOnlySpan<float> row, ResampleWeights columns, int channels, Span<float> result)
    {
        for (var x = 0; x < result.Length / channels; x++)
        {
            var (first, weights) = columns.At(x);
            for (var channel = 0; channel < channels; channel++)
            {
                var sum = 0f;
                for (int i = 0, at = first * channels + channel; i < weights.Length; i++, at += channels)
                    sum += weights[i] * row[at];
                result[x * channels + channel] = sum;
            }
        }
    }

    private static void ToFloats(ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        var at = 0;
        for (; at + Vector<byte>.Count <= bytes.Length; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[at..]), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            var to = floats[at..];
            Vector.ConvertToSingle(a).CopyTo(to);
            Vector.ConvertToSingle(b).CopyTo(to[Vector<float>.Count..]);
            Vector.ConvertToSingle(c).CopyTo(to[(2 * Vector<float>.Count)..]);
            Vector.ConvertToSingle(d).CopyTo(to[(3 * Vector<float>.Count)..]);
        }
        for (; at < bytes.Length; at++)
            floats[at] = bytes[at];
    }

    /// <summary>[w,4] colours times alpha.</summary>
    private static void Premultiply(Span<float> row)
    {
        foreach (ref var pixel in MemoryMarshal.Cast<float, Vector4>(row))
            pixel *= new Vector4(pixel.W / 255, pixel.W / 255, pixel.W / 255, 1);
    }

    private static void AddScaled(ReadOnlySpan<float> row, float weight, Span<float> sum)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(row);
        var to = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (var i = 0; i < to.Length; i++)
            to[i] += from[i] * weight;
        for (var i = to.Length * Vector<float>.Count; i < sum.Length; i++)
            sum[i] += row[i] * weight;
    }
}
