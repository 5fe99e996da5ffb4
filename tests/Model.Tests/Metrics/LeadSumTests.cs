using System.Runtime.Intrinsics.X86;
using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class LeadSumTests
{
    private const int InsideBits = 20;
    private const int Bins = 1 << 9;

    private readonly sbyte[] signs = new sbyte[Bins + 3];
    private readonly Random random = new(1);

    public LeadSumTests()
    {
        for (var bin = 0; bin < Bins; bin++)
            signs[bin] = (sbyte)random.Next(-1, 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(1003)]
    public void places_count_with_the_sign_of_their_bin_and_those_in_mixed_bins_are_noted(int count)
    {
        var (places, times) = (Places(count), Times(count));
        var sum = new LeadSum(signs, InsideBits, new int[count + 16], []);

        var total = sum.Of(places, times);

        var expected = places.Select((place, i) => (Place: place, Times: times[i], Sign: signs[place >> InsideBits], At: i)).ToList();
        Assert.Equal(expected.Sum(e => (long)e.Place * e.Times * e.Sign), total);
        Assert.Equal(expected.Where(e => e.Sign == 0).Select(e => e.At), sum.Mixed.ToArray());
    }

    [Fact]
    public void sixteen_at_once_give_the_same_as_one_by_one()
    {
        Assert.SkipUnless(Avx512BW.IsSupported, "this CPU has no AVX-512");
        var (places, times) = (Places(800), Times(800));
        var wide = new LeadSum(signs, InsideBits, new int[816], new float[800]);
        var narrow = new LeadSum(signs, InsideBits, new int[816], []);

        Assert.Equal(narrow.OfNarrow(places, times, 0), wide.OfWide(places, times));
        Assert.Equal(narrow.Mixed, wide.Mixed);
    }

    /// <summary>The largest ones among them.</summary>
    private int[] Places(int count) => [.. Enumerable.Range(0, count).Select(i => i % 5 == 0 ? (Bins << InsideBits) - 1 - i : random.Next(Bins << InsideBits))];

    private byte[] Times(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(DistinctPatches.MostTimes + 1))];
}
