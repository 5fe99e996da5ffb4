using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Imaging.Resampling;

/// <summary>
/// <see cref="Resampler"/> for CPUs with AVX-512, to the same bytes: sixteen rows of the result at a time, and along them a vector holds the same column of all sixteen.
/// Every number is made by the same additions and multiplications in the same order.
/// </summary>
internal static class BandResampler
{
    /// <summary>Rows in a band, and numbers in a vector.</summary>
    private const int Band = 16;

    /// <summary>Numbers of a row that are summed at once.</summary>
    private const int Stretch = 64;

    /// <summary>Whether this CPU and these sizes suit: a band must be full, and a row at least a stretch long.</summary>
    public static bool Suits(PixelRectangle part, int width, int height, int channels) =>
        Avx512BW.IsSupported && channels is 1 or 3 && part.Width * channels >= Stretch && width >= Band && height >= Band;

    /// <param name="image">Grey or RGB.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="width">Pixels of the result.</param>
    /// <param name="height">Pixels of the result.</param>
    /// <param name="filter">How.</param>
    /// <param name="side">Bytes from one row of the square to the next; its square is a plane's.</param>
    /// <param name="pixels">Planes of the square from the result's first pixel on, filled in.</param>
    public static void Resample(DecodedImage image, PixelRectangle part, int width, int height, ResampleFilter filter, int side, Span<byte> pixels)
    {
        var (rows, columns, channels) = (ResampleWeights.Of(part.Height, height, filter), ResampleWeights.Of(part.Width, width, filter), image.Channels);
        var length = part.Width * channels;
        var turned = ArrayPool<float>.Shared.Rent(Band * length);
        var bytes = ArrayPool<byte>.Shared.Rent(Band * width * channels);
        for (var top = 0; ; top = Math.Min(top + Band, height - Band))      // the last band may overlap the one before it
        {
            for (var at = 0; ; at = Math.Min(at + Stretch, length - Stretch))
            {
                SumAndTurn(image, (part.Y * image.Width + part.X) * channels + at, rows, top, turned.AsSpan(at * Band, Stretch * Band));
                if (at == length - Stretch)
                    break;
            }
            if (channels == 1)
                NarrowGrey(turned, columns, bytes);
            else
                NarrowColours(turned, columns, bytes);
            for (var channel = 0; channel < channels; channel++)
                Bands.Put(bytes.AsSpan(channel * Band * width, Band * width), side, pixels.Slice(channel * side * side + top * side, (Band - 1) * side + width));
            if (top == height - Band)
                break;
        }
        ArrayPool<float>.Shared.Return(turned);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>One stretch of a band: weighted sums of old rows, column by column.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="from">Where the stretch begins in the first row of the image's part.</param>
    /// <param name="rows">Which rows make the new ones.</param>
    /// <param name="top">The band's first new row.</param>
    /// <param name="turned">[Stretch,Band], filled in.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void SumAndTurn(DecodedImage image, int from, ResampleWeights rows, int top, Span<float> turned)
    {
        Span<float> sums = stackalloc float[Band * Stretch];                // all of it is written before any is read
        var pitch = image.Width * image.Channels;
        for (var y = 0; y < Band; y++)
            Sum(image.Pixels[(from + rows.First[top + y] * pitch)..], pitch, rows.At(top + y), sums.Slice(y * Stretch, Stretch));
        ref var first = ref MemoryMarshal.GetReference(sums);
        for (var x = 0; x < Stretch; x += 4)
        {
            ref var column = ref Unsafe.Add(ref first, x);
            var (a, b, c, d) = Bands.Turn(EveryFourth(ref column, 0), EveryFourth(ref column, 1), EveryFourth(ref column, 2), EveryFourth(ref column, 3));
            var to = turned.Slice(x * Band, 4 * Band);
            a.AsSingle().CopyTo(to);
            b.AsSingle().CopyTo(to[Band..]);
            c.AsSingle().CopyTo(to[(2 * Band)..]);
            d.AsSingle().CopyTo(to[(3 * Band)..]);
        }
    }

    /// <summary>The weighted sum of a stretch of a few rows.</summary>
    /// <param name="pixels">The first row and on.</param>
    /// <param name="pitch">Bytes from one row to the next.</param>
    /// <param name="weights">One for each row.</param>
    /// <param name="sums">[Stretch], filled in.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(ReadOnlySpan<byte> pixels, int pitch, ReadOnlySpan<float> weights, Span<float> sums)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((weights.Length - 1) * pitch + Stretch, pixels.Length);
        ref var row = ref MemoryMarshal.GetReference(pixels);
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        foreach (var weight in weights)
        {
            var factor = Vector512.Create(weight);
            a += Floats(ref row, 0) * factor;
            b += Floats(ref row, 16) * factor;
            c += Floats(ref row, 32) * factor;
            d += Floats(ref row, 48) * factor;
            row = ref Unsafe.Add(ref row, pitch);
        }
        a.CopyTo(sums);
        b.CopyTo(sums[16..]);
        c.CopyTo(sums[32..]);
        d.CopyTo(sums[48..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Floats(ref byte from, nuint at) =>
        Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref from, at)));

    /// <summary>Four columns of rows <paramref name="row"/>, +4, +8 and +12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> EveryFourth(ref float column, int row) => Vector512.Create(
        Vector256.Create(Vector128.LoadUnsafe(ref column, (nuint)(row * Stretch)), Vector128.LoadUnsafe(ref column, (nuint)((row + 4) * Stretch))),
        Vector256.Create(Vector128.LoadUnsafe(ref column, (nuint)((row + 8) * Stretch)), Vector128.LoadUnsafe(ref column, (nuint)((row + 12) * Stretch)))).AsInt32();

    /// <summary>[from,Band] to [to,Band].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowGrey(ReadOnlySpan<float> turned, ResampleWeights columns, Span<byte> bytes)
    {
        for (var x = 0; x < columns.First.Length; x++)
        {
            var old = turned[(columns.First[x] * Band)..];
            var sum = Vector512<float>.Zero;
            foreach (var weight in columns.At(x))
            {
                sum += Vector512.Create(old) * weight;
                old = old[Band..];
            }
            ToBytes(sum).CopyTo(bytes[(x * Band)..]);
        }
    }

    /// <summary>[from,3,Band] to [3,to,Band].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowColours(ReadOnlySpan<float> turned, ResampleWeights columns, Span<byte> bytes)
    {
        var plane = columns.First.Length * Band;
        for (var x = 0; x < columns.First.Length; x++)
        {
            var old = turned[(columns.First[x] * 3 * Band)..];
            var (red, green, blue) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            foreach (var weight in columns.At(x))
            {
                var pixel = old[..(3 * Band)];
                red += Vector512.Create(pixel) * weight;
                green += Vector512.Create(pixel[Band..]) * weight;
                blue += Vector512.Create(pixel[(2 * Band)..]) * weight;
                old = old[(3 * Band)..];
            }
            ToBytes(red).CopyTo(bytes[(x * Band)..]);
            ToBytes(green).CopyTo(bytes[(plane + x * Band)..]);
            ToBytes(blue).CopyTo(bytes[(2 * plane + x * Band)..]);
        }
    }

    /// <summary>Rounds half to even and keeps to 0 to 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ToBytes(Vector512<float> values) =>
        Avx512F.ConvertToVector128ByteWithSaturation(Avx512F.ConvertToVector512Int32(Vector512.Max(values, Vector512<float>.Zero)).AsUInt32());
}
