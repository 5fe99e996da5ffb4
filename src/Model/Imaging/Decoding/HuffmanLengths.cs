using System.Runtime.CompilerServices;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>
/// How far the codes of a JPEG's Huffman table lead, without what they mean: the bits of a code and of the number
/// behind it, and how many coefficients of the block are then done. Often the next bits hold two codes, and both are
/// taken at once. Source: ITU-T T.81, annexes C and F.2.2.
/// </summary>
internal sealed class HuffmanLengths
{
    /// <summary>Coefficients of a block.</summary>
    public const int Block = 64;

    private const int ShortBits = 11;
    private const int MostBits = 16;

    /// <summary>
    /// [2^11] by the next bits: bits | coefficients shifted by 8 | those of a first of two codes shifted by 16; 0 where
    /// the code is longer.
    /// </summary>
    private readonly int[] steps = new int[1 << ShortBits];

    /// <summary>The same of the first code alone.</summary>
    private readonly int[] singles = new int[1 << ShortBits];

    private readonly int[] all;
    private readonly int[] firstCodes = new int[MostBits + 1];
    private readonly int[] firstPlaces = new int[MostBits + 1];
    private readonly int[] counts = new int[MostBits + 1];

    /// <param name="counts">[16] codes of 1, 2, … bits.</param>
    /// <param name="symbols">Their symbols, in order.</param>
    /// <param name="ac">Of the coefficients behind a block's first, and not of that.</param>
    public HuffmanLengths(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool ac)
    {
        all = new int[symbols.Length];
        Span<byte> lengths = stackalloc byte[1 << ShortBits];
        lengths.Clear();
        var (code, place) = (0, 0);
        for (var bits = 1; bits <= MostBits; bits++, code <<= 1)
        {
            (firstCodes[bits], firstPlaces[bits], this.counts[bits]) = (code, place, counts[bits - 1]);
            for (var i = 0; i < counts[bits - 1]; i++, code++, place++)
            {
                all[place] = Step(bits, symbols[place], ac);
                var spare = ShortBits - bits;
                if (spare < 0 || (code + 1) << spare > singles.Length)
                    continue;
                singles.AsSpan(code << spare, 1 << spare).Fill(all[place]);
                lengths.Slice(code << spare, 1 << spare).Fill((byte)bits);
            }
        }
        singles.CopyTo(steps, 0);
        if (ac)
            Join(lengths);
    }

    /// <summary>The step of the code that begins with the highest bit, or of two; 0 where there is no such code.</summary>
    /// <param name="window">The next bits.</param>
    /// <param name="done">Coefficients of the block, less than 64: a second code is none of another block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ulong window, int done)
    {
        var next = (int)(window >> (64 - ShortBits));
        var step = steps[next];
        if (done + (step >> 16) >= Block)
            step = singles[next];
        return step != 0 ? step & 0xFFFF : Long(window);
    }

    /// <summary>Two codes where the second is whole among the known bits; the number behind it need not be.</summary>
    private void Join(ReadOnlySpan<byte> lengths)
    {
        for (var next = 0; next < steps.Length; next++)
        {
            var (bits, coefficients) = (singles[next] & 0xFF, singles[next] >> 8);
            if (bits is 0 or >= ShortBits || coefficients == Block)
                continue;
            var second = (next << bits) & (steps.Length - 1);
            if (lengths[second] is var length and > 0 && bits + length <= ShortBits)
                steps[next] = singles[next] + singles[second] | coefficients << 16;
        }
    }

    private int Long(ulong window)
    {
        for (var bits = ShortBits + 1; bits <= MostBits; bits++)
            if ((int)(window >> (64 - bits)) - firstCodes[bits] is var place and >= 0 && place < counts[bits])
                return all[firstPlaces[bits] + place];
        return 0;
    }

    private static int Step(int bits, byte symbol, bool ac)
    {
        var (zeros, size) = (symbol >> 4, symbol & 15);
        if (!ac)
            return bits + Math.Min((int)symbol, MostBits) | 1 << 8;
        var coefficients = size > 0 || zeros == 15 ? zeros + 1 : Block;
        return bits + size | coefficients << 8;
    }
}
