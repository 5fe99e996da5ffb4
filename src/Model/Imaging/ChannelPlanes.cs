using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Imaging;

/// <summary>Interleaved pixels to planes of channels.</summary>
internal static class ChannelPlanes
{
    /// <summary>
    /// Which of 48 bytes of RGB belong to one channel's 16, for each 16 of the 48; 255 (none) gives 0.
    /// </summary>
    private static readonly Vector128<byte>[][] Picks = [.. Enumerable.Range(0, 3)
        .Select(channel => Enumerable.Range(0, 3).Select(part => Pick(channel, part)).ToArray())];

    /// <param name="row">[w,C].</param>
    /// <param name="channels">C.</param>
    /// <param name="plane">Bytes from one channel's row to the next one's.</param>
    /// <param name="pixels">The first channel's row and on, filled in.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Separate(ReadOnlySpan<byte> row, int channels, int plane, Span<byte> pixels)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            var to = pixels.Slice(channel * plane, row.Length / channels);
            var x = channels == 3 ? SeparateRgb(row, Picks[channel], to) : 0;
            for (var at = x * channels + channel; x < to.Length; x++, at += channels)
                to[x] = row[at];
        }
    }

    /// <returns>How many pixels were done; the rest are fewer than 16.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SeparateRgb(ReadOnlySpan<byte> row, Vector128<byte>[] picks, Span<byte> to)
    {
        var (first, second, third) = (picks[0], picks[1], picks[2]);
        var x = 0;
        for (; x + 16 <= to.Length; x += 16)
        {
            var pixels = row.Slice(3 * x, 48);
            var bytes = Vector128.Shuffle(Vector128.Create(pixels), first)
                | Vector128.Shuffle(Vector128.Create(pixels[16..]), second)
                | Vector128.Shuffle(Vector128.Create(pixels[32..]), third);
            bytes.CopyTo(to[x..]);
        }
        return x;
    }

    private static Vector128<byte> Pick(int channel, int part)
    {
        var picks = new byte[16];
        for (var x = 0; x < 16; x++)
            picks[x] = (3 * x + channel) / 16 == part ? (byte)((3 * x + channel) % 16) : byte.MaxValue;
        return Vector128.Create(picks);
    }
}
