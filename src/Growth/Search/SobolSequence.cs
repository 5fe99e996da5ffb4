using System.Collections.Immutable;
using System.Numerics;

namespace PgGanLab.Growth.Search;

/// <summary>
/// Sobol's quasi-random points with Owen's nested scrambling. Sources: Joe and Kuo 2008, "Constructing Sobol sequences
/// with better two-dimensional projections" (direction numbers new-joe-kuo-6, their first dimensions); Owen 1995,
/// "Randomly permuted (t,m,s)-nets and (t,s)-sequences".
/// </summary>
internal static class SobolSequence
{
    /// <summary>Bits of a coordinate, and the most points are 2 to that.</summary>
    private const int Bits = 32;

    /// <summary>
    /// For dimensions from the second on: the primitive polynomial's inner coefficients (a), then m1, m2, ….
    /// </summary>
    private static readonly ImmutableArray<uint[]> JoeKuo =
    [
        [0, 1], [1, 1, 3], [1, 1, 3, 1], [2, 1, 1, 1], [1, 1, 1, 3, 3], [4, 1, 3, 5, 13], [2, 1, 1, 5, 5, 17],
        [4, 1, 1, 5, 5, 5], [7, 1, 1, 7, 11, 19], [11, 1, 1, 5, 1, 1], [13, 1, 1, 1, 3, 11], [14, 1, 3, 5, 5, 31],
        [1, 1, 3, 3, 9, 7, 49], [13, 1, 1, 1, 15, 21, 21], [16, 1, 3, 1, 13, 27, 49], [19, 1, 1, 1, 15, 7, 5],
        [22, 1, 3, 1, 15, 13, 25], [25, 1, 1, 5, 5, 19, 61], [1, 1, 3, 7, 11, 23, 15, 103],
        [4, 1, 3, 7, 13, 13, 15, 69], [7, 1, 1, 3, 13, 7, 35, 63], [8, 1, 3, 5, 9, 1, 25, 53],
        [14, 1, 3, 1, 13, 9, 35, 107], [19, 1, 3, 1, 5, 27, 61, 31], [21, 1, 1, 5, 11, 19, 41, 61],
        [28, 1, 3, 5, 3, 3, 13, 69], [31, 1, 1, 7, 13, 1, 19, 1], [32, 1, 3, 7, 5, 13, 19, 59],
        [37, 1, 1, 3, 9, 25, 29, 41], [41, 1, 3, 5, 13, 23, 1, 55], [42, 1, 3, 7, 3, 13, 59, 17],
    ];

    private static readonly ImmutableArray<uint[]> Directions = [VanDerCorput(), .. JoeKuo.Select(Direction)];

    /// <summary>Most dimensions that have direction numbers here.</summary>
    public static int MostDimensions => Directions.Length;

    /// <summary>Coordinate <paramref name="dimension"/> of point <paramref name="number"/>, in [0, 1).</summary>
    public static double Plain(long number, int dimension) => Digits(number, dimension) / 4294967296.0;

    /// <summary>
    /// The same with digits permuted: each digit is turned or not, by the seed and the digits before it.
    /// </summary>
    public static double Scrambled(long number, int dimension, long seed)
    {
        var (digits, scrambled) = (Digits(number, dimension), 0u);
        for (var bit = 0; bit < Bits; bit++)
        {
            // The digits before it, with a leading 1 that says how many they are.
            var before = (1UL << bit) | (bit == 0 ? 0 : digits >> (Bits - bit));
            var turn = (uint)(Mix((ulong)seed + before * 0x9E3779B97F4A7C15) >> 63);
            scrambled = (scrambled << 1) | (((digits >> (Bits - 1 - bit)) & 1) ^ turn);
        }
        return scrambled / 4294967296.0;
    }

    /// <summary>The exclusive or of the direction numbers at the bits of the number's Gray code.</summary>
    private static uint Digits(long number, int dimension)
    {
        var (digits, directions) = (0u, Directions[dimension]);
        for (var gray = (uint)(number ^ (number >> 1)); gray != 0; gray &= gray - 1)
            digits ^= directions[BitOperations.TrailingZeroCount(gray)];
        return digits;
    }

    private static uint[] VanDerCorput() => [.. Enumerable.Range(0, Bits).Select(i => 1u << (Bits - 1 - i))];

    /// <summary>Joe and Kuo's recurrence, with all numbers shifted to the left.</summary>
    private static uint[] Direction(uint[] row)
    {
        var (coefficients, degree) = (row[0], row.Length - 1);
        var v = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                v[i] = row[i + 1] << (Bits - 1 - i);
                continue;
            }
            v[i] = v[i - degree] ^ (v[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
                v[i] ^= ((coefficients >> (degree - 1 - k)) & 1) * v[i - k];
        }
        return v;
    }

    /// <summary>The finalizer of SplitMix64 (Steele 2014).</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
