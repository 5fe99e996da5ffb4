using PgGanLab.Growth.Results;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Sweeps;

/// <summary>Seeds go where the ranking is undecided, until it is decided.</summary>
public sealed class AdaptiveRepeatsTests
{
    private static readonly double[] Means = [10, 10.6, 11.5, 13, 15, 18];

    /// <summary>Noisy results whose best is known: the confidence that was asked for must be kept.</summary>
    [Fact]
    public void what_is_decided_is_right_and_takes_fewer_seeds_than_the_same_everywhere()
    {
        const int Sweeps = 100;
        var (decided, right, seeds) = (0, 0, new double[Means.Length]);
        for (var seed = 0; seed < Sweeps; seed++)
        {
            var end = Run(seed, parallel: 1 + seed % 3);
            for (var i = 0; i < Means.Length; i++)
                seeds[i] += end.Seeds[i] / (double)Sweeps;
            if (!end.Outcome.Contains("is the best", StringComparison.Ordinal))
                continue;
            decided++;
            right += end.Best == 0 ? 1 : 0;
        }
        Assert.True(decided >= 0.8 * Sweeps, $"{decided} of {Sweeps} were decided.");
        Assert.True(right >= 0.93 * decided, $"{right} of {decided} were right.");
        Assert.True(seeds[0] > 1.5 * seeds[4] && seeds[1] > 1.5 * seeds[5], string.Join(", ", seeds));
        Assert.True(seeds.Sum() < 0.5 * 12 * seeds.Length, string.Join(", ", seeds));
    }

    [Fact]
    public void the_same_results_lead_to_the_same_seeds()
    {
        var (first, again) = (Run(7, parallel: 2), Run(7, parallel: 2));
        Assert.Equal(first.Path, again.Path);
        Assert.Equal(first.Outcome, again.Outcome);
    }

    [Fact]
    public void points_that_are_equal_get_the_most_seeds_and_stay_undecided()
    {
        var end = Run(3, parallel: 2, noise: 0, means: [5, 5, 5, 9, 9, 9]);
        Assert.Equal([12, 12, 12], end.Seeds.Take(3));
        Assert.Contains("no point may get more seeds", end.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void seeds_that_were_lost_have_no_value_and_a_point_without_any_is_out()
    {
        var end = Run(3, parallel: 2, means: [double.NaN, 10, 14, 15, 16, 17]);
        Assert.Equal(3, end.Seeds[0]);
        Assert.StartsWith("The configuration of #4 is the best", end.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void the_budget_ends_it()
    {
        var end = Run(3, parallel: 2, noise: 0, means: [5, 5, 5, 5, 5, 5], most: 25);
        Assert.Equal(25, end.Seeds.Sum());
        Assert.Contains("no point may get more seeds", end.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void the_plan_says_how_many_there_can_be()
    {
        var plan = SweepPlan.Of(Sweep(1000), Seeded.Fashion);
        Assert.Equal((18, 72), (plan.Experiments.Length, plan.MostExperiments));
        Assert.Contains(plan.Remarks, r => r.Contains("points get up to 12, so that there are 72", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "min": 3 }""", "repeats needs max")]
    [InlineData("""{ "min": 1, "max": 3 }""", "'min' in repeats is 1; it must be a whole number from 2 to 10000.")]
    [InlineData("""{ "min": 4, "max": 3 }""", "'max' in repeats is 3; it must be a whole number from 4 to 10000.")]
    [InlineData("""{ "max": 5, "confidence": 1 }""", "'confidence' in repeats is 1; it must be a number between 0.5")]
    [InlineData("""{ "max": 5, "confidense": 0.9 }""", "did you mean 'confidence'?")]
    [InlineData("\"3\"", "'repeats' in the sweep: '3' is a text; write 3.")]
    public void what_is_no_rule_is_refused(string repeats, string sentence)
    {
        var e = Assert.Throws<InvalidInputException>(() => SweepDocument.Read(Document(repeats)));
        Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seed\": [1, 2]", "", "search.space varies seed too")]
    [InlineData("\"stabilizeKimg@16\": [1, 2]", "",
        "repeats with max compares experiments at equal kimg, but stabilizeKimg@16 changes how long they train")]
    [InlineData("\"learningRate@16\": [0.001, 0.002]", "\"objective\": \"none\",",
        "repeats with max learns from results, but objective is none")]
    public void what_cant_be_compared_is_refused(string space, string more, string sentence)
    {
        var sweep = SweepDocument.Read(Document("""{ "max": 5 }""", space, more));
        var e = Assert.Throws<InvalidInputException>(() => SweepPlan.Of(sweep, Seeded.Fashion));
        Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_rule_survives_being_written_and_read()
    {
        var sweep = SweepDocument.Read(SweepDocument.Write(Sweep(30)).ToJsonString());
        Assert.Equal((3, new AdaptiveRepeats(12, 0.95)), (sweep.Repeats, sweep.MoreRepeats));
    }

    [Fact]
    public void a_certainty_is_a_bound_of_the_probability_and_never_reads_as_whole()
    {
        SeedEstimate[] two = [SeedEstimate.Of([1, 2, 3]), SeedEstimate.Of([2, 3, 4])];
        Assert.Equal(1 - two[1].ProbabilityBelow(two[0]), SeedContest.Certainty(two), 12);
        Assert.Equal(1, two[0].ProbabilityBelow(two[1]) + two[1].ProbabilityBelow(two[0]), 12);
        Assert.Equal(0.5, SeedEstimate.Of([1]).ProbabilityBelow(two[0]));
        Assert.Equal(0, SeedContest.Certainty([.. Enumerable.Repeat(two[0], 9)]));
        Assert.Equal(("93 %", "over 99 %"), (SeedContest.Words(0.931), SeedContest.Words(0.9999)));
    }

    /// <summary>Lets a sweep run with normal noise; each of its six points has a mean.</summary>
    private static (string Outcome, int Best, int[] Seeds, string Path) Run(
        int seed, int parallel, double noise = 0.6, double[]? means = null, int most = 1000)
    {
        means ??= Means;
        var (sweep, random) = (Sweep(most), new Random(seed));
        var all = SweepProposals.Next(sweep, Seeded.Fashion, [], parallel).Experiments;
        var tried = all.Select(e => Ended(e, means[Point(e)], noise, random)).ToList();
        while (true)
        {
            var next = SweepProposals.Next(sweep, Seeded.Fashion, tried, parallel);
            if (next.IsLast && next.Experiments.IsEmpty)
            {
                var best = Enumerable.Range(0, 6).Where(p => Values(p).Length > 0).MinBy(p => Values(p).Average());
                int[] seeds = [.. Enumerable.Range(0, 6).Select(p => all.Count(e => Point(e) == p))];
                return (next.Outcome!, best, seeds, string.Join(' ', all.Select(Point)));
            }
            all = all.AddRange(next.Experiments);
            tried.AddRange(next.Experiments.Select(e => Ended(e, means[Point(e)], noise, random)));
        }

        double[] Values(int point) =>
            [.. tried.Where((t, i) => Point(all[i]) == point && double.IsFinite(t.Value)).Select(t => t.Value)];
    }

    /// <summary>Learning rates 0.001 to 0.006 stand for points 0 to 5.</summary>
    private static int Point(PlannedExperiment experiment) =>
        (int)Math.Round(experiment.Configuration.LearningRate.At(16) * 1000) - 1;

    private static TriedExperiment Ended(PlannedExperiment experiment, double mean, double noise, Random random)
    {
        var value = mean + noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
            * Math.Cos(2 * Math.PI * random.NextDouble());
        return new TriedExperiment(experiment.Varied, experiment.Phases[^1].Key,
            double.IsNaN(value) ? TrialState.Lost : TrialState.Finished, value);
    }

    private static SweepDefinition Sweep(int most) => SweepDocument.Read(
        Document("""{ "min": 3, "max": 12 }""", more: $$"""
            "budget": { "maxExperiments": {{most}} },
            """));

    private static string Document(
        string repeats, string space = "\"learningRate@16\": [0.001, 0.002, 0.003, 0.004, 0.005, 0.006]", string more = "") => $$"""
        { "name": "n", "dataset": "fashion-mnist", "base": { "resolution": 16, "fadeInKimg": 1, "stabilizeKimg": 1 }, {{more}}
          "search": { "space": { {{space}} } }, "repeats": {{repeats}} }
        """;
}
