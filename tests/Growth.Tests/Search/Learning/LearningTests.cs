using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Search.Learning;

/// <summary>
/// Strategies that learn are better than chance, the same whenever they are asked, and keep to the space. The medians
/// stand in docs/benchmarks.md.
/// </summary>
public sealed class LearningTests(ITestOutputHelper output)
{
    private const string Conditional = """
        "space": { "loss": ["wgan-gp", "logistic"], "r1Weight": { "min": 0.1, "max": 100, "scale": "log", "when": { "loss": "logistic" } },
                   "learningRate": { "min": 1e-4, "max": 1e-2, "scale": "log" }, "minibatch": [4, 8, 16] },
        "constraints": ["minibatch < 16 or learningRate > 0.001"]
        """;

    /// <summary>
    /// Strategy, function, trials: a Gaussian process needs half of them, and takes a hundred times as long to think.
    /// </summary>
    public static TheoryData<SearchStrategy, string, int> Cases => new()
    {
        { SearchStrategy.Tpe, "Branin", 60 }, { SearchStrategy.Tpe, "Hartmann6", 60 },
        { SearchStrategy.Tpe, "noisy rates", 60 }, { SearchStrategy.Gp, "Branin", 24 },
        { SearchStrategy.Gp, "Hartmann6", 30 }, { SearchStrategy.Gp, "noisy rates", 24 },
    };

    public static TheoryData<SearchStrategy> Strategies => [SearchStrategy.Tpe, SearchStrategy.Gp];

    [Theory, MemberData(nameof(Cases))]
    public void learning_beats_sixty_random_draws(SearchStrategy strategy, string name, int trials)
    {
        TestFunction[] functions = [TestFunction.Branin, TestFunction.Hartmann6, TestFunction.NoisyRates];
        var function = functions.Single(f => f.Name == name);
        var (learned, random) = (function.Median(strategy, trials, 20), function.Median(SearchStrategy.Random, 60, 20));
        output.WriteLine($"{name} {strategy}: {learned:F4}, random {random:F4}");
        Assert.True(learned < random, $"{name}: {strategy} {learned}, random {random}");
    }

    [Fact]
    public void learning_with_four_workers_beats_chance() => Assert.True(
        TestFunction.NoisyRates.Median(SearchStrategy.Tpe, 60, 10, parallel: 4)
        < TestFunction.NoisyRates.Median(SearchStrategy.Random, 60, 10));

    [Theory, MemberData(nameof(Strategies))]
    public void a_proposal_follows_from_the_results_alone(SearchStrategy strategy)
    {
        var (whole, again) = (Run(strategy, Conditional, 25), Run(strategy, Conditional, 25));
        Assert.Equal(whole, again);
        var search = new LearnedPoints(Space(strategy, Conditional), SettingList.Empty);
        for (var i = 0; i < whole.Count; i++)
        {
            var known = whole.Take(i).Select((t, k) =>
                k < i - 1 ? t : t with { State = TrialState.Running, Value = double.NaN });
            Assert.Equal(whole[i].Point, search.Next([.. known]).First());
        }
    }

    [Theory, MemberData(nameof(Strategies))]
    public void proposals_keep_conditions_and_constraints_and_are_all_different(SearchStrategy strategy)
    {
        var points = Run(strategy, Conditional, 40).Select(t => t.Point).ToArray();
        Assert.Equal(40, points.Distinct().Count());
        Assert.All(points, p => Assert.Equal(
            p.Settings[Key("loss")] == 2 ? 4 : 3, p.Settings.Count));
        Assert.All(points, p =>
            Assert.True(p.Settings[Key("minibatch")] < 16 || p.Settings[Key("learningRate")] > 0.001));
        Assert.True(points.Skip(20).Count(p => p.Settings[Key("loss")] == 2) >= 12, "logistic was better");
    }

    [Theory, MemberData(nameof(Strategies))]
    public void a_space_of_few_points_ends_with_the_last(SearchStrategy strategy)
    {
        var space = Space(strategy, """ "space": { "minibatch": [4, 8, 16, 32], "loss": ["wgan-gp", "lsgan", "logistic"] } """);
        var tried = new List<TriedPoint>();
        while (new LearnedPoints(space, SettingList.Empty).Next(tried).FirstOrDefault() is { } next)
            tried.Add(new TriedPoint(next, TrialState.Finished, next.Settings[Key("minibatch")]));
        Assert.Equal(12, tried.Count);
    }

    [Theory, MemberData(nameof(Strategies))]
    public void points_to_try_come_first_and_lost_ones_are_avoided(SearchStrategy strategy)
    {
        var space = Space(strategy, """
            "space": { "learningRate": { "min": 1e-4, "max": 1e-2, "scale": "log" } }, "tryFirst": [{ "learningRate": 0.005 }, { "learningRate": 0.0002 }]
            """);
        var tried = new List<TriedPoint>();
        for (var i = 0; i < 40; i++)
        {
            var next = new LearnedPoints(space, SettingList.Empty).Next(tried).First();
            var rate = next.Settings[Key("learningRate")];
            tried.Add(rate > 0.001                                              // half of the interval diverges
                ? new TriedPoint(next, TrialState.Lost, double.NaN)
                : new TriedPoint(next, TrialState.Finished, Math.Abs(Math.Log10(rate) + 3.5)));
        }
        Assert.Equal([0.005, 0.0002], tried.Take(2).Select(t => t.Point.Settings[Key("learningRate")]));
        Assert.True(tried.Skip(20).Count(t => t.State == TrialState.Lost) <= 5,
            $"{tried.Skip(20).Count(t => t.State == TrialState.Lost)} of 20 were lost");
    }

    /// <summary>Two rates that are nearly the same: hardly any candidate of a decision is allowed.</summary>
    [Theory, MemberData(nameof(Strategies))]
    public void a_search_goes_on_where_every_candidate_is_forbidden(SearchStrategy strategy)
    {
        var space = Space(strategy, """
            "space": { "learningRate": { "min": 1e-5, "max": 1e-1, "scale": "log" }, "discriminatorLearningRate": { "min": 1e-5, "max": 1e-1, "scale": "log" } },
            "constraints": ["discriminatorLearningRate > learningRate * 0.98 and discriminatorLearningRate < learningRate * 1.02"]
            """);
        var tried = new List<TriedPoint>();
        for (var i = 0; i < 16; i++)
        {
            var next = new LearnedPoints(space, SettingList.Empty).Next(tried).First();
            var rate = next.Settings[Key("learningRate")];
            tried.Add(new TriedPoint(next, TrialState.Finished, Math.Abs(Math.Log10(rate) + 3)));
        }
        Assert.Equal(16, tried.Select(t => t.Point).Distinct().Count());
    }

    [Theory, MemberData(nameof(Strategies))]
    public void cancelled_points_say_nothing_and_are_not_tried_again(SearchStrategy strategy)
    {
        var points = Space(strategy, Conditional).Points(SettingList.Empty).Take(24).ToArray();
        var search = new LearnedPoints(Space(strategy, Conditional), SettingList.Empty);
        SearchPoint Next(int finished, params int[] cancelled) => search.Next(
        [
            .. points[..finished].Select(p => new TriedPoint(p, TrialState.Finished, Cost(p))),
            .. cancelled.Select(i => new TriedPoint(points[i], TrialState.Cancelled, double.NaN)),
        ]).First();
        Assert.Equal(Next(14, 15, 16, 17, 18), Next(14, 20, 21, 22, 23));
        var startup = LearnedPoints.StartupOf(Space(strategy, Conditional));
        Assert.Equal(points[startup + 1], Next(startup - 1, startup - 1, startup));
    }

    [Fact]
    public void the_likelihood_of_a_gaussian_process_climbs_along_its_gradient()
    {
        var random = new SearchRandom(3, "test", 0);
        double[][] points = [.. Enumerable.Range(0, 12).Select(_ => new[] { random.Uniform(), random.Uniform() })];
        double[] values = [.. points.Select(p => Math.Sin(6 * p[0]) + p[1])];
        double[] logs = [1.5, 0.3, -0.2, -3];
        double Likelihood(double[] at) =>
            GaussianProcess.Of([.. points], values, KernelScales.FromLogs(at))!.LogLikelihood(values).Value;
        var gradient = GaussianProcess.Of([.. points], values, KernelScales.FromLogs(logs))!
            .LogLikelihood(values).Gradient;
        for (var i = 0; i < logs.Length; i++)
        {
            double[] more = [.. logs], less = [.. logs];
            (more[i], less[i]) = (logs[i] + 1e-5, logs[i] - 1e-5);
            Assert.Equal((Likelihood(more) - Likelihood(less)) / 2e-5, gradient[i], 5);
        }
    }

    private static List<TriedPoint> Run(SearchStrategy strategy, string search, int count)
    {
        var tried = new List<TriedPoint>();
        for (var i = 0; i < count; i++)
        {
            if (i >= 2)
                tried[i - 2] = tried[i - 2] with { State = TrialState.Finished, Value = Cost(tried[i - 2].Point) };
            var next = new LearnedPoints(Space(strategy, search), SettingList.Empty).Next(tried).First();
            tried.Add(new TriedPoint(next, TrialState.Running, double.NaN));
        }
        return tried;
    }

    /// <summary>Logistic with an R1 weight near 10 is best.</summary>
    private static double Cost(SearchPoint point) =>
        (point.Settings.TryGetValue(Key("r1Weight"), out var weight) ? Math.Abs(Math.Log10(weight) - 1) : 3)
        + Math.Abs(Math.Log10(point.Settings[Key("learningRate")]) + 2.8);

    private static SearchSpace Space(SearchStrategy strategy, string search) => SweepDocument.Read(
        $$"""{ "name": "n", "dataset": "d", "search": { "strategy": "random", "seed": 4, {{search}} }, "budget": { "maxExperiments": 99 } }""")
        .Search with
    { Strategy = strategy };

    private static SettingKey Key(string name) => SettingKey.Parse(name, "the test");
}
