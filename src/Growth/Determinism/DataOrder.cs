using System.Numerics;

namespace PgGanLab.Growth.Determinism;

/// <summary>
/// Which image of the dataset is shown when: a fresh permutation every epoch, as a pure function of (seed, position),
/// without any list of length N. A four-round Feistel network permutes the next power of four; positions outside the
/// dataset walk on (cycle walking).
/// </summary>
/// <param name="seed">The experiment's seed.</param>
/// <param name="count">Images in the dataset, at least 1.</param>
public sealed class DataOrder(long seed, int count)
{
    private readonly int halfBits = Math.Max(1, (BitOperations.Log2((uint)Math.Max(1, count - 1)) + 2) / 2);
    private long epoch = -1;
    private uint[] roundKeys = [];

    /// <summary>Index of the image at position <paramref name="nimg"/> of the run, 0 to count - 1.</summary>
    public int At(long nimg)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nimg);
        UseEpoch(nimg / count);
        var x = (uint)(nimg % count);
        do
            x = Permute(x);
        while (x >= (uint)count);
        return (int)x;
    }

    private void UseEpoch(long wanted)
    {
        if (wanted == epoch)
            return;
        epoch = wanted;
        roundKeys = [.. Enumerable.Range(0, 4)
            .Select(round => (uint)RandomStream.Seed(seed, $"order/{round}", wanted))];
    }

    private uint Permute(uint x)
    {
        var mask = (1u << halfBits) - 1;
        var (left, right) = (x >> halfBits, x & mask);
        foreach (var key in roundKeys)
            (left, right) = (right, left ^ (Mix(right ^ key) & mask));
        return (left << halfBits) | right;
    }

    /// <summary>Finalizer of MurmurHash3: spreads every input bit over the word.</summary>
    private static uint Mix(uint h)
    {
        h = (h ^ (h >> 16)) * 0x85ebca6b;
        h = (h ^ (h >> 13)) * 0xc2b2ae35;
        return h ^ (h >> 16);
    }
}
