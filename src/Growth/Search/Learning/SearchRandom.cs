using PgGanLab.Growth.Determinism;

namespace PgGanLab.Growth.Search.Learning;

/// <summary>
/// The chance of one decision, named by seed, stream and number: the same always gives the same. Source: Steele 2014,
/// "Fast splittable pseudorandom number generators" (SplitMix64).
/// </summary>
internal sealed class SearchRandom(long seed, string stream, long number)
{
    private ulong state = (ulong)RandomStream.Seed(seed, stream, number);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform()
    {
        state += 0x9E3779B97F4A7C15;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1L << 53));
    }

    public double Normal() => NormalDistribution.Quantile(Uniform());

    /// <summary>A whole number less than <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Uniform() * count);
}
