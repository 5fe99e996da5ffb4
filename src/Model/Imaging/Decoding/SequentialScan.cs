using System.Buffers.Binary;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>
/// The one scan of a baseline JPEG, as its header says it: which codes its blocks have, and where its entropy-coded
/// bytes lie. Source: ITU-T T.81, annex B.
/// </summary>
internal readonly ref struct SequentialScan
{
    private const int MostTables = 4;

    /// <summary>Codes of DC and AC of each block of a minimum coded unit, in order.</summary>
    public required List<(HuffmanLengths Dc, HuffmanLengths Ac)> Blocks { get; init; }

    /// <summary>Minimum coded units of the image.</summary>
    public required int Units { get; init; }

    /// <summary>Units between two restart markers; 0: none.</summary>
    public required int RestartInterval { get; init; }

    /// <summary>The file behind the scan's header.</summary>
    public required ReadOnlySpan<byte> Data { get; init; }

    /// <returns>False where the file has several scans, is progressive or arithmetic, or is not understood.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, out SequentialScan scan)
    {
        scan = default;
        var (dc, ac) = (new HuffmanLengths?[MostTables], new HuffmanLengths?[MostTables]);
        ReadOnlySpan<byte> frame = [];
        var interval = 0;
        for (var at = 2; at + 4 <= file.Length;)
        {
            if (file[at] != 0xFF)
                return false;
            var marker = file[at + 1];
            if (marker == 0xFF)                                                 // filling
            {
                at++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
                return false;
            var content = file.Slice(at + 4, length - 2);
            at += 2 + length;
            switch (marker)
            {
                case 0xC0 or 0xC1: frame = content; break;
                case 0xC4 when ReadCodes(content, dc, ac): break;
                case 0xC4 or (>= 0xC2 and <= 0xCF and not 0xC8 and not 0xCC): return false;
                case 0xDD when content.Length == 2:
                    interval = BinaryPrimitives.ReadUInt16BigEndian(content);
                    break;
                case 0xDA: return TryRead(frame, content, dc, ac, interval, file[at..], out scan);
            }
        }
        return false;
    }

    /// <summary>Several tables, each of a kind and number, 16 counts and the symbols.</summary>
    private static bool ReadCodes(ReadOnlySpan<byte> content, HuffmanLengths?[] dc, HuffmanLengths?[] ac)
    {
        while (content.Length > 17)
        {
            var (kind, number) = (content[0] >> 4, content[0] & 15);
            var symbols = 0;
            foreach (var count in content[1..17])
                symbols += count;
            if (kind > 1 || number >= MostTables || content.Length < 17 + symbols)
                return false;
            (kind == 0 ? dc : ac)[number] = new HuffmanLengths(content[1..17], content.Slice(17, symbols), kind == 1);
            content = content[(17 + symbols)..];
        }
        return content.IsEmpty;
    }

    private static bool TryRead(
        ReadOnlySpan<byte> frame, ReadOnlySpan<byte> header, HuffmanLengths?[] dc, HuffmanLengths?[] ac, int interval,
        ReadOnlySpan<byte> data, out SequentialScan scan)
    {
        scan = default;
        if (frame.Length < 6 || header.IsEmpty)
            return false;
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]),
            BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        var components = frame[5];
        if (height == 0 || width == 0 || components == 0 || header[0] != components
            || frame.Length != 6 + 3 * components || header.Length != 4 + 2 * components)
            return false;
        var blocks = new List<(HuffmanLengths, HuffmanLengths)>();
        var (wide, high) = (1, 1);
        for (var i = 0; i < components; i++)
        {
            var sampling = frame[7 + 3 * i];
            var tables = header[2 + 2 * i];
            if (header[1 + 2 * i] != frame[6 + 3 * i] || (tables >> 4) >= MostTables || (tables & 15) >= MostTables
                || dc[tables >> 4] is not { } first || ac[tables & 15] is not { } rest)
                return false;
            // a component alone is not interleaved: its unit is a block, whatever its sampling
            var (h, v) = components == 1 ? (1, 1) : (sampling >> 4, sampling & 15);
            blocks.AddRange(Enumerable.Repeat((first, rest), h * v));
            (wide, high) = (Math.Max(wide, h), Math.Max(high, v));
        }
        scan = new SequentialScan
        {
            Blocks = blocks,
            Units = (width + 8 * wide - 1) / (8 * wide) * ((height + 8 * high - 1) / (8 * high)),
            RestartInterval = interval,
            Data = data,
        };
        return true;
    }
}
