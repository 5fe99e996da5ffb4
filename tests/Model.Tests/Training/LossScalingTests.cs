using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Training;

public sealed class LossScalingTests
{
    private const double Most = 1 << 24;

    [Fact]
    public void a_run_begins_with_32768() =>
        Assert.Equal((32768, 0), (StepMemory.None.LossScale, StepMemory.None.GoodSteps));

    [Fact]
    public void an_overflow_halves_the_factor_and_counting_begins_again()
    {
        var after = LossScaling.Overflowed(
            StepMemory.None with { FakeScoreAverage = 0.5, AugmentProbability = 0.25, GoodSteps = 1234 },
            "gradient of D");
        Assert.Equal(new StepMemory(0.5, 0.25, 16384, 0), after);
    }

    [Fact]
    public void two_thousand_good_steps_double_the_factor_and_not_one_less()
    {
        var memory = After(1999, StepMemory.None);
        Assert.Equal((32768, 1999), (memory.LossScale, memory.GoodSteps));
        memory = LossScaling.Passed(memory);
        Assert.Equal((65536, 0), (memory.LossScale, memory.GoodSteps));
        Assert.Equal(131072, After(2000, memory).LossScale);
    }

    [Fact]
    public void only_good_steps_in_a_row_count()
    {
        var memory = LossScaling.Overflowed(After(1999, StepMemory.None), "gradient of D");
        Assert.Equal(16384, After(1999, memory).LossScale);
        Assert.Equal(32768, After(2000, memory).LossScale);
    }

    [Fact]
    public void the_factor_grows_to_two_to_the_24th_and_no_further()
    {
        Assert.Equal(Most, After(2000, StepMemory.None with { LossScale = Most / 2 }).LossScale);
        Assert.Equal(Most, After(2000, StepMemory.None with { LossScale = Most }).LossScale);
    }

    [Fact]
    public void a_gradient_that_overflows_without_a_factor_is_a_divergence()
    {
        Assert.Equal(1, LossScaling.Overflowed(StepMemory.None with { LossScale = 2 }, "gradient of G").LossScale);
        var e = Assert.Throws<DivergedException>(() =>
            LossScaling.Overflowed(StepMemory.None with { LossScale = 1 }, "gradient of G"));
        Assert.Equal(("gradient of G", "is not finite"), (e.Term, e.Problem));
    }

    private static StepMemory After(int goodSteps, StepMemory memory)
    {
        for (var i = 0; i < goodSteps; i++)
            memory = LossScaling.Passed(memory);
        return memory;
    }
}
