using System.Buffers;
using System.Buffers.Binary;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>
/// Walks over the codes of a baseline JPEG to the end of its last block, without decoding a pixel: libvips reads
/// nothing behind that block, so it can't say what lies there. It takes some percent of the time to decode the file.
/// </summary>
internal static class ScanLength
{
    private const byte MarkerStart = 0xFF;
    private const byte EndOfImage = 0xD9;

    /// <summary>The longest code and the longest number behind one.</summary>
    private const int LongestStep = 32;

    /// <summary>Zeros behind the codes: more than a block and a look ahead can take.</summary>
    private const int Padding = HuffmanLengths.Block * LongestStep / 8 + sizeof(ulong);

    /// <summary>Bytes between the last block and the end marker, as libjpeg counts them.</summary>
    /// <returns>0 where there are none, or where the file is another than a baseline JPEG with one scan.</returns>
    public static int StrayBytes(ReadOnlySpan<byte> file)
    {
        if (!SequentialScan.TryRead(file, out var scan))
            return 0;
        var buffer = ArrayPool<byte>.Shared.Rent(scan.Data.Length + Padding);
        try
        {
            var bytes = LastInterval(scan.Data, buffer, out var restarts);
            var units = scan.Units - restarts * scan.RestartInterval;
            if (bytes < 0 || units <= 0 || (restarts > 0 && scan.RestartInterval == 0))
                return 0;
            buffer.AsSpan(bytes, Padding).Clear();
            var bits = Walk(scan.Blocks, units, buffer.AsSpan(0, bytes + Padding));
            return bits < 0 ? 0 : bytes - (int)((bits + 7) / 8);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Copies what lies behind the last restart marker, without the zeros that are stuffed behind 0xFF.
    /// </summary>
    /// <returns>Bytes; -1 where the first other marker is not the end of the image.</returns>
    private static int LastInterval(ReadOnlySpan<byte> data, Span<byte> target, out int restarts)
    {
        restarts = 0;
        for (var length = 0; ;)
        {
            var run = data.IndexOf(MarkerStart);
            if (run < 0 || run + 1 >= data.Length)
                return -1;
            data[..run].CopyTo(target[length..]);
            length += run;
            var next = data[run + 1];
            data = data[(run + (next == MarkerStart ? 1 : 2))..];               // 0xFF may fill
            switch (next)
            {
                case 0: target[length++] = MarkerStart; break;
                case MarkerStart: break;
                case >= 0xD0 and <= 0xD7:
                    restarts++;
                    length = 0;
                    break;
                default: return next == EndOfImage ? length : -1;
            }
        }
    }

    /// <summary>Bits of the codes of so many units; -1 where a code is none, or the bytes end before.</summary>
    /// <param name="blocks">The tables of a unit's blocks.</param>
    /// <param name="units">At least 1.</param>
    /// <param name="bytes">The codes, and the padding.</param>
    private static long Walk(
        List<(HuffmanLengths Dc, HuffmanLengths Ac)> blocks, int units, ReadOnlySpan<byte> bytes)
    {
        var window = 0ul;                                                       // the next bits, from the highest
        var filled = 0;                                                         // of them, are known
        var at = 0;                                                             // the byte behind them
        for (var unit = 0; unit < units; unit++)
            foreach (var (dc, ac) in blocks)
            {
                var codes = dc;
                for (var done = 0; done < HuffmanLengths.Block; codes = ac)
                {
                    if (filled < LongestStep)                                   // source: Giesen 2018, variant 4
                    {
                        window |= BinaryPrimitives.ReadUInt64BigEndian(bytes[at..]) >> filled;
                        at += (63 - filled) >> 3;
                        filled |= 56;
                    }
                    var step = codes.Next(window, done);
                    if (step == 0)
                        return -1;
                    window <<= step & 0xFF;
                    filled -= step & 0xFF;
                    done += step >> 8;
                }
                if (8L * at - filled > 8L * (bytes.Length - Padding))
                    return -1;
            }
        return 8L * at - filled;
    }
}
