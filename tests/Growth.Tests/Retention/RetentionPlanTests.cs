using PgGanLab.Growth.Retention;

namespace PgGanLab.Growth.Tests.Retention;

public sealed class RetentionPlanTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(1);

    [Fact]
    public void without_a_limit_only_what_nobody_misses_is_freed()
    {
        var plan = RetentionPlan.Of(Example(), Now, null);
        Assert.Equal(
            [("exports/c", FreeReason.Exported), ("b/snapshot", FreeReason.Superseded)],
            plan.Free.Select(f => (f.File.Path, f.Reason)));
        Assert.Equal((60, 20, 0), (plan.Bytes, plan.Freed, plan.TooMuch));
    }

    [Theory]
    [InlineData(40, "exports/c b/snapshot")]
    [InlineData(39, "exports/c b/snapshot a/end")]
    [InlineData(20, "exports/c b/snapshot a/end b/end")]
    [InlineData(0, "exports/c b/snapshot a/end b/end")]
    public void with_one_the_least_valuable_goes_first_and_the_best_generator_never(long budget, string freed)
    {
        var plan = RetentionPlan.Of(Example(), Now, budget);
        Assert.Equal(freed, string.Join(' ', plan.Free.Select(f => f.File.Path)));
        Assert.Equal(Math.Max(0, 60 - plan.Freed - budget), plan.TooMuch);
    }

    [Fact]
    public void of_an_archived_sweep_the_best_generator_stays()
    {
        var held = Example();
        held = held with { Experiments = [.. held.Experiments.Select(e => e with { IsArchived = true })] };
        Assert.Equal(["exports/c", "b/snapshot", "b/end", "a/end"],
            RetentionPlan.Of(held, Now, null).Free.Select(f => f.File.Path));
    }

    [Fact]
    public void old_samples_are_thinned_and_the_last_stays()
    {
        var samples = Enumerable.Range(1, 20).Select(i =>
            new StoredFile($"{i:00}", StoredKind.Sample, "a", i, 1, Now.AddDays(-10))).ToArray();
        Assert.Empty(SampleThinning.TooMany(samples, Now.AddDays(-5)));
        var few = samples.Except(SampleThinning.TooMany(samples, Now)).Select(s => s.Nimg).ToArray();
        Assert.Equal((SampleThinning.Few, 20), (few.Length, few[^1]));
        Assert.Equal(20, Assert.Single(samples.Except(SampleThinning.TooMany(samples, Now.AddDays(30)))).Nimg);
    }

    [Theory]
    [InlineData("200GB", 200_000_000_000)]
    [InlineData("1.5 tb", 1_500_000_000_000L)]
    [InlineData("1MB", 1_000_000L)]
    [InlineData("0.5KB", null)]
    [InlineData("-3GB", null)]
    [InlineData("200", null)]
    [InlineData("GB", null)]
    public void sizes_are_read_as_people_write_them(string text, long? bytes) =>
        Assert.Equal(bytes, ByteText.Read(text));

    /// <summary>Two finished experiments: a then b, and a then c, which is the best.</summary>
    private static StoreHoldings Example() => new(
        [
            File("a/end", StoredKind.PhaseEnd, "a"), File("b/end", StoredKind.PhaseEnd, "b"),
            File("b/snapshot", StoredKind.Snapshot, "b"), File("c/end", StoredKind.PhaseEnd, "c"),
            File("exports/c", StoredKind.Generator, "c"), File("datasets/d", StoredKind.Dataset, null),
        ],
        [
            new HeldPhase("a", null, 10, true, false), new HeldPhase("b", "a", 10, true, false),
            new HeldPhase("c", "a", 10, true, false),
        ],
        [
            new HeldExperiment("s.1", ["a", "b"], false, true, false, false, 2),
            new HeldExperiment("s.2", ["a", "c"], false, true, false, false, 1),
        ]);

    private static StoredFile File(string path, StoredKind kind, string? phase) =>
        new(path, kind, phase, 10, 10, Now.AddDays(-1));
}
