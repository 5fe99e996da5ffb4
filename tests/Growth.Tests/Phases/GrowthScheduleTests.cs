using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

public sealed class GrowthScheduleTests
{
    [Fact]
    public void a_run_to_16_px_is_4_stabilize_8_fade_in_8_stabilize_16_fade_in_16_stabilize()
    {
        var phases = new GrowthSchedule(Seeded.Small()).Phases;
        Assert.Equal(
            [(4, PhaseKind.Stabilize), (8, PhaseKind.FadeIn), (8, PhaseKind.Stabilize), (16, PhaseKind.FadeIn),
                (16, PhaseKind.Stabilize)],
            phases.Select(p => (p.Resolution, p.Kind)));
        Assert.Equal([0, 3000, 5000, 8000, 10000], phases.Select(p => p.Start));
        Assert.Equal(13000, phases[^1].End);
    }

    [Fact]
    public void a_fade_in_of_zero_kimg_is_left_out()
    {
        var phases = new GrowthSchedule(Seeded.Small() with { FadeInKimg = 0 }).Phases;
        Assert.All(phases, p => Assert.Equal(PhaseKind.Stabilize, p.Kind));
        Assert.Equal([4, 8, 16], phases.Select(p => p.Resolution));
    }

    [Fact]
    public void alpha_reaches_one_exactly_when_fade_in_ends()
    {
        var schedule = new TrainedSchedule(Seeded.Small());
        Assert.Equal((PhaseKind.FadeIn, 8), (schedule.At(4999).Kind, schedule.At(4999).Resolution));
        Assert.True(schedule.At(4999).Alpha(4999) < 1);
        Assert.Equal((PhaseKind.Stabilize, 8), (schedule.At(5000).Kind, schedule.At(5000).Resolution));
        Assert.Equal(1, schedule.At(5000).Alpha(5000));
    }

    [Fact]
    public void resolution_doubles_only_after_the_end_point_of_stabilize()
    {
        var schedule = new TrainedSchedule(Seeded.Small());
        Assert.Equal(4, schedule.At(3000).Resolution);
        Assert.Equal(8, schedule.At(3001).Resolution);
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void phases_join_without_gap_and_lod_never_rises(int seed)
    {
        var configuration = Seeded.Configuration(seed);
        var schedule = new GrowthSchedule(configuration);
        Assert.Equal(0, schedule.Phases[0].Start);
        Assert.All(
            schedule.Phases.Zip(schedule.Phases.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal(Enumerable.Range(0, schedule.Phases.Length), schedule.Phases.Select(p => p.Index));

        var trained = new TrainedSchedule(configuration);
        var lod = double.PositiveInfinity;
        var nimg = 0L;
        while (nimg <= schedule.TotalImages)
        {
            var recipe = trained.At(nimg);
            Assert.True(trained.Lod(nimg) <= lod, $"lod rises at nimg {nimg}");
            Assert.InRange(recipe.Alpha(nimg), 0, 1);
            Assert.Equal(configuration.Minibatch.At(recipe.Resolution), recipe.Minibatch);
            lod = trained.Lod(nimg);
            nimg += recipe.Minibatch;
        }
    }
}
