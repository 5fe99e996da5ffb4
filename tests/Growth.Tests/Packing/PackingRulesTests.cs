using System.Collections.Immutable;
using PgGanLab.Growth.Packing;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Packing;

public sealed class PackingRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_device_begins_with_one_phase_and_tries_a_second_once_that_is_measured()
    {
        Assert.Equal(1, PackingRules.Lanes([], Start, 1, 1, 4));
        Assert.Equal(1, PackingRules.Lanes([Rate(1, 100, ticks: 1)], Start, 1, 1, 4));
        Assert.Equal(2, PackingRules.Lanes([Rate(1, 100)], Start, 1, 1, 4));
        Assert.Equal(1, PackingRules.Lanes([Rate(1, 100)], Start, 1, 1, 1));
    }

    [Fact]
    public void a_small_gain_keeps_a_phase_and_adds_none()
    {
        LaneRate[] rates = [Rate(1, 100), Rate(2, 103)];
        Assert.Equal(2, PackingRules.Lanes(rates, Start, 2, 2, 2));
        Assert.Equal(1, PackingRules.Lanes(rates, Start, 1, 1, 2));
    }

    [Fact]
    public void what_gained_nothing_is_tried_again_after_a_while()
    {
        Assert.Equal(1, After(minutes: 9, seconds: 1));
        Assert.Equal(2, After(minutes: 10, seconds: 1));
        Assert.Equal(1, After(minutes: 59, seconds: 60));
        Assert.Equal(2, After(minutes: 60, seconds: 60));

        int After(double minutes, double seconds)
        {
            var now = Start.AddMinutes(minutes);
            return PackingRules.Lanes([Rate(1, 100) with { At = now }, Rate(2, 90, seconds: seconds)], now, 1, 1, 4);
        }
    }

    [Fact]
    public void what_fewer_reach_is_measured_again_when_one_has_ended_long_after_it_was()
    {
        var now = Start.AddMinutes(30);
        LaneRate[] rates = [Rate(1, 100), Rate(2, 150), Rate(3, 200) with { At = now }];
        Assert.Equal(3, PackingRules.Lanes(rates, now, 3, 3, 3));
        Assert.Equal(2, PackingRules.Lanes(rates, now, 2, 3, 3));
        Assert.Equal(3, PackingRules.Lanes([rates[0], rates[1] with { At = now }, rates[2]], now, 2, 3, 3));
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void a_device_settles_where_one_more_phase_gains_nothing_and_tries_at_most_one_more(int seed)
    {
        var random = new Random(seed);
        var most = random.Next(1, PackingRules.MostLanes + 1);
        var speed = Curve(random, most);
        var device = new Device(most);
        Assert.InRange(device.Train(speed, ticks: 400), 1, Best(speed, most) + 1);
        Assert.InRange(device.Lanes, Best(speed, most), Best(speed, most) + 1); // it may be trying one more
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void the_decision_is_one_more_than_what_is_measured_at_most_and_does_not_depend_on_the_order(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 100; i++)
        {
            var rates = Enumerable.Range(1, 6).Where(_ => random.Next(3) > 0)
                .Select(lanes => Rate(lanes, random.Next(1, 100), random.Next(1, 20))).ToArray();
            var (training, before, most) = (random.Next(1, 7), random.Next(1, 7), random.Next(1, 7));
            var now = Start.AddMinutes(random.Next(20));
            var lanes = PackingRules.Lanes(rates, now, training, before, most);
            Assert.InRange(lanes, 1, most);
            Assert.All(Enumerable.Range(1, lanes - 1),
                fewer => Assert.Contains(rates, r => r.Lanes == fewer && r.IsMeasured));
            Assert.Equal(lanes, PackingRules.Lanes(rates.Reverse(), now, training, before, most));
        }
    }

    /// <summary>Images a second by the number of phases, where each more changes something by more than noise.</summary>
    private static double[] Curve(Random random, int most)
    {
        var speed = new double[most + 2];
        speed[1] = 100;
        for (var lanes = 2; lanes < speed.Length; lanes++)
            speed[lanes] = speed[lanes - 1] * (random.Next(4) > 0 ? 1.2 : 0.9);
        return speed;
    }

    private static int Best(double[] speed, int most) =>
        Enumerable.Range(1, most).First(lanes => lanes == most || speed[lanes + 1] < speed[lanes]);

    private static LaneRate Rate(int lanes, double imagesPerSecond, int? ticks = null, double seconds = 1) => new(lanes)
    {
        Images = imagesPerSecond / lanes * 10,
        Seconds = 10,
        Ticks = ticks ?? 2 * lanes,
        TickSeconds = seconds,
        At = Start,
    };

    /// <summary>A device that always has as many phases as it should.</summary>
    private sealed class Device(int most)
    {
        private readonly Dictionary<int, LaneRate> rates = [];
        private DateTimeOffset now = Start;

        public int Lanes { get; private set; } = 1;

        /// <returns>Most that it trained at once.</returns>
        public int Train(double[] speed, int ticks)
        {
            var seen = Lanes;
            for (var i = 0; i < ticks; i++)
            {
                now += TimeSpan.FromSeconds(20);
                rates[Lanes] = (rates.GetValueOrDefault(Lanes) ?? new LaneRate(Lanes)).With(new Tick
                {
                    Nimg = 0,
                    Alpha = 1,
                    ImagesPerSecond = speed[Lanes] / Lanes,
                    Seconds = 20,
                    Values = ImmutableSortedDictionary<string, double>.Empty,
                }, now);
                Lanes = PackingRules.Lanes(rates.Values, now, Lanes, Lanes, most);
                seen = Math.Max(seen, Lanes);
            }
            return seen;
        }
    }
}
