using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class BinLeadsTests
{
    private const int InsideBits = 3;

    [Theory]
    [InlineData(2, 5)]
    [InlineData(64, 40)]
    [InlineData(64, 4000)]
    [InlineData(1024, 1000)]
    public void a_bin_has_a_sign_where_one_set_leads_whatever_the_order_inside(int bins, int count)
    {
        var random = new Random(count);
        var (placesA, placesB) = (Places(random, bins, count), Places(random, bins, count));
        var (timesA, timesB) = (Times(random, count), Times(random, count));
        var leads = new BinLeads(bins);

        var room = leads.Find(placesA, timesA, placesB, timesB, Sum(timesA) + Sum(timesB), InsideBits, bins);

        var (lead, mixed, expectedRoom) = (0, 0, 0);
        for (var bin = 0; bin < bins; bin++)
        {
            var (inA, inB) = (Inside(placesA, timesA, bin), Inside(placesB, timesB, bin));
            var isFirst = lead >= inB;
            var isSecond = -lead >= inA;
            Assert.Equal((isFirst ? 1 : 0) - (isSecond ? 1 : 0), leads.Signs[bin]);
            if (!isFirst && !isSecond)
            {
                Assert.Equal(new MixedBin(bin, lead, expectedRoom), leads.Mixed[mixed++]);
                Assert.Equal(expectedRoom, leads.Nexts[bin]);
                expectedRoom += inA + inB;
            }
            lead += inA - inB;
        }
        Assert.Equal((mixed, expectedRoom), (leads.Mixed.Length, room));
    }

    [Fact]
    public void nothing_is_left_of_the_sets_before()
    {
        var leads = new BinLeads(16);
        leads.Find([0, 1, 127], [1, 1, 1], [64, 65, 66], [1, 1, 1], 6, InsideBits, 16);

        leads.Find([9], [1], [10], [1], 2, InsideBits, 2);

        Assert.Equal([new MixedBin(1, 0, 0)], leads.Mixed.ToArray());
    }

    [Fact]
    public void a_bin_may_hold_more_than_a_byte_counts()
    {
        var leads = new BinLeads(64);
        var (placesA, placesB) = (Enumerable.Repeat(9, 300).ToArray(), Enumerable.Range(0, 300).Select(i => i < 200 ? 17 : 25).ToArray());
        var once = Enumerable.Repeat((byte)1, 300).ToArray();

        leads.Find(placesA, once, placesB, once, 600, InsideBits, 64);

        Assert.Equal([0, 1, 1, 1], leads.Signs[..4].ToArray().Select(sign => (int)sign));
        Assert.Equal(0, leads.Mixed.Length);
    }

    private static int[] Places(Random random, int bins, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(bins << InsideBits))];

    private static byte[] Times(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(DistinctPatches.MostTimes + 1))];

    private static int Sum(byte[] times) => times.Sum(t => t);

    private static int Inside(int[] places, byte[] times, int bin) => places.Zip(times).Where(p => p.First >> InsideBits == bin).Sum(p => p.Second);
}
