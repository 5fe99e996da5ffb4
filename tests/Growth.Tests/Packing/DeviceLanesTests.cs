using System.Collections.Immutable;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Packing;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;

namespace PgGanLab.Growth.Tests.Packing;

public sealed class DeviceLanesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);
    private static readonly TrainingLoad Small = new(4, 16, "float32", 1000), Large = new(8, 16, "float32", 4000);
    private DateTimeOffset now = Start;

    [Fact]
    public void a_second_phase_is_taken_once_one_alone_was_measured_and_it_must_have_the_same_load()
    {
        var lanes = new DeviceLanes(4, null);
        Assert.True(Begin(lanes, "a"));
        Assert.False(Begin(lanes, "b"));
        Tick(lanes, "a");
        Tick(lanes, "a");
        Assert.Null(lanes.Room(now));
        Tick(lanes, "a");
        Assert.Equal(new LaneRoom(Small, null), lanes.Room(now));
        Assert.False(Begin(lanes, "a"));
        Assert.False(Begin(lanes, "b", Large));
        Assert.True(Begin(lanes, "b"));
        Assert.Null(lanes.Room(now));
    }

    [Fact]
    public void a_phase_is_trained_beside_others_only_where_the_memory_they_leave_holds_it_whole()
    {
        var lanes = new DeviceLanes(4, 100);
        Begin(lanes, "a", bytes: 60);
        Measure(lanes, "a");
        Assert.Equal(40, lanes.Room(now)!.MemoryBytes);
        Assert.False(Begin(lanes, "b", bytes: 41));
        Assert.True(Begin(lanes, "b", bytes: 40));

        var full = new DeviceLanes(4, 100);
        Assert.True(Begin(full, "a", bytes: 101));                              // alone it is trained in shares
        Measure(full, "a");
        Assert.Null(full.Room(now));
    }

    [Fact]
    public void only_ticks_during_which_the_same_phases_were_trained_count()
    {
        var lanes = new DeviceLanes(2, null);
        Begin(lanes, "a");
        Measure(lanes, "a", rate: 100);
        Begin(lanes, "b");
        for (var i = 0; i < 2; i++)                                             // first ticks, and one that began before
        {
            Tick(lanes, "a", rate: 1);
            Tick(lanes, "b", rate: 1);
        }
        for (var i = 0; i < 3; i++)
        {
            now += TimeSpan.FromSeconds(10);
            Tick(lanes, "a", rate: 75, seconds: 0);
            Tick(lanes, "b", rate: 75, seconds: 0);
        }
        Assert.Equal([1, 2], lanes.Describe(now)!.Measured.Select(m => m.Lanes));
        Assert.Equal(100, lanes.Describe(now)!.Measured[0].ImagesPerSecond, 6);
        Assert.InRange(lanes.Describe(now)!.Measured[1].ImagesPerSecond, 100, 150);
    }

    [Fact]
    public void a_tick_knows_how_many_phases_were_trained_meanwhile_on_average()
    {
        var lanes = new DeviceLanes(2, null);
        Begin(lanes, "a");
        Measure(lanes, "a");
        now += TimeSpan.FromSeconds(5);
        Begin(lanes, "b");
        Assert.Equal(1.5, Tick(lanes, "a", seconds: 5), 6);
        Assert.Equal(2, Tick(lanes, "b", seconds: 10), 6);
        lanes.End("a", now);
        Assert.Equal(1, Tick(lanes, "b"), 6);
    }

    [Fact]
    public void a_device_without_memory_for_two_trains_one_from_then_on()
    {
        var lanes = new DeviceLanes(4, null);
        Begin(lanes, "a");
        Measure(lanes, "a");
        Begin(lanes, "b");
        lanes.Crowded();
        Assert.Equal(["b"], lanes.TooMany(now));
        lanes.End("b", now);
        Measure(lanes, "a");
        Assert.Null(lanes.Room(now.AddHours(9)));
        lanes.Crowded();                                                        // alone it is nobody's fault
        Assert.Empty(lanes.TooMany(now));
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void whatever_happens_phases_at_once_have_one_load_and_fit_the_memory(int seed)
    {
        var random = new Random(seed);
        var most = random.Next(1, 5);
        var lanes = new DeviceLanes(most, 100);
        var trained = new Dictionary<string, (TrainingLoad Load, int Bytes)>();
        for (var i = 0; i < 400; i++)
        {
            var load = random.Next(4) == 0 ? Large : Small;
            if (random.Next(3) == 0)
            {
                var (phase, bytes) = ($"p{random.Next(9)}", random.Next(1, 120));
                var room = lanes.Room(now);
                var was = trained.Count;
                if (Begin(lanes, phase, load, bytes))
                    trained.Add(phase, (load, bytes));
                Assert.Equal(trained.Count > was,
                    was == 0 || (room is not null && room.Load == load && bytes <= room.MemoryBytes
                        && trained.Count > was));
            }
            else if (trained.Count > 0)
            {
                var phase = trained.Keys.Order().ElementAt(random.Next(trained.Count));
                if (random.Next(8) > 0)
                    Assert.InRange(Tick(lanes, phase, random.Next(50, 100), seconds: random.Next(1, 5)), 1, most);
                else
                {
                    lanes.End(phase, now);
                    trained.Remove(phase);
                }
            }
            Assert.Equal(trained.Count, lanes.Count);
            Assert.InRange(trained.Count, 0, most);
            Assert.True(trained.Values.Select(t => t.Load).Distinct().Count() <= 1);
            Assert.True(trained.Count < 2 || trained.Values.Sum(t => t.Bytes) <= 100);
            Assert.True(lanes.TooMany(now).Count() < Math.Max(1, trained.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void a_device_follows_its_speed_when_other_work_begins_or_ends_on_the_machine(int seed)
    {
        var random = new Random(seed);
        var lanes = new DeviceLanes(6, null);
        for (var change = 0; change < 4; change++)
        {
            var (alone, peak) = (random.Next(50, 200), random.Next(1, 7));
            var trained = Train(lanes, many =>
                alone * Math.Pow(1.2, Math.Min(many, peak) - 1) * Math.Pow(0.9, Math.Max(0, many - peak)));
            Assert.Equal(peak, trained[500..].CountBy(many => many).MaxBy(m => m.Value).Key);   // but for its measuring
        }
    }

    /// <summary>Trains phases of 60 ticks for some hours; there are always more of them.</summary>
    /// <param name="lanes">The device.</param>
    /// <param name="speed">Images a second by the number of phases.</param>
    /// <returns>How many it trained, tick by tick.</returns>
    private int[] Train(DeviceLanes lanes, Func<int, double> speed)
    {
        var counts = new List<int>();
        var phases = Enumerable.Range(0, 6).ToDictionary(i => $"p{i}", _ => 0);
        var trained = lanes.Describe(now)!.Phases.Select(p => p.Phase).ToList();
        for (var round = 0; round < 1000; round++)
        {
            foreach (var phase in phases.Keys.Where(p => !trained.Contains(p) && Begin(lanes, p)))
                trained.Add(phase);
            counts.Add(trained.Count);
            now += TimeSpan.FromSeconds(20);
            foreach (var phase in trained)
                Tick(lanes, phase, speed(trained.Count) / trained.Count, seconds: 0);
            var tooMany = lanes.TooMany(now).ToArray();
            foreach (var phase in trained.Where(p => ++phases[p] % 60 == 0 || tooMany.Contains(p)).ToArray())
            {
                lanes.End(phase, now);
                trained.Remove(phase);
            }
        }
        return [.. counts];
    }

    private bool Begin(DeviceLanes lanes, string phase, TrainingLoad? load = null, long bytes = 1) =>
        lanes.Begin(phase, load ?? Small, new MemoryNeed(bytes, 1), now);

    private void Measure(DeviceLanes lanes, string phase, double rate = 100)
    {
        for (var i = 0; i < 3; i++)
            Tick(lanes, phase, rate);
    }

    private double Tick(DeviceLanes lanes, string phase, double rate = 100, double seconds = 1)
    {
        now += TimeSpan.FromSeconds(seconds);
        return lanes.Hear(phase, new Tick
        {
            Nimg = 0,
            Alpha = 1,
            ImagesPerSecond = rate,
            Seconds = Math.Max(1, seconds),
            Values = ImmutableSortedDictionary<string, double>.Empty,
        }, now);
    }
}
