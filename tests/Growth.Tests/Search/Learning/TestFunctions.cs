using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Learning;

namespace PgGanLab.Growth.Tests.Search.Learning;

/// <summary>Functions on which optimizers are compared, over settings that stand for their variables.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Dimensions">Its variables.</param>
/// <param name="Value">Its value at a point; the second argument is a normal number for noise.</param>
internal sealed record TestFunction(
    string Name, SearchDimension[] Dimensions, Func<double[], double, double> Value)
{
    private static readonly double[] HartmannC = [1, 1.2, 3, 3.2];

    private static readonly double[][] HartmannA =
    [
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
    ];

    private static readonly double[][] HartmannP =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    /// <summary>Minimum 0.397887 at three points. Source: Dixon and Szego 1978.</summary>
    public static TestFunction Branin { get; } = new("Branin", [Linear("driftWeight", -5, 10), Linear("r1Weight", 0, 15)],
        (x, _) => Math.Pow(x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6, 2)
            + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x[0]) + 10);

    /// <summary>Minimum -3.32237. Source: Dixon and Szego 1978.</summary>
    public static TestFunction Hartmann6 { get; } = new("Hartmann6",
        [.. ((string[])["driftWeight", "r1Weight", "adamBeta1", "adamBeta2", "emaBeta", "fmapDecay"]).Select(n =>
            Linear(n, 0, 1))],
        (x, _) => -Enumerable.Range(0, 4).Sum(i =>
            HartmannC[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => HartmannA[i][j] * Math.Pow(x[j] - HartmannP[i][j], 2)))));

    /// <summary>
    /// Two rates over five decades each, their valley a thousandth wide, with noise of a twentieth of a decade's cost.
    /// </summary>
    public static TestFunction NoisyRates { get; } = new("noisy rates", [Log("learningRate"), Log("discriminatorLearningRate")],
        (x, noise) => Math.Pow(Math.Log10(x[0]) + 3, 2) + 2 * Math.Pow(Math.Log10(x[1] / x[0]) - 0.5, 2) + 0.05 * noise);

    /// <summary>The best noiseless value of so many trials, several in training at once.</summary>
    public double Best(SearchStrategy strategy, int seed, int trials, int parallel = 1)
    {
        var space = new SearchSpace(strategy, [.. Dimensions], seed);
        var noise = new SearchRandom(seed, "noise", 0);
        var tried = new List<TriedPoint>();
        var draws = space.Learns ? null : space.Points(SettingList.Empty).Take(trials).ToArray();
        var learned = space.Learns ? new LearnedPoints(space, SettingList.Empty) : null;
        for (var i = 0; i < trials; i++)
        {
            if (i >= parallel)
                tried[i - parallel] = tried[i - parallel] with
                {
                    State = TrialState.Finished,
                    Value = At(tried[i - parallel].Point, noise.Normal()),
                };
            tried.Add(new TriedPoint(draws?[i] ?? learned!.Next(tried).First(), TrialState.Running, double.NaN));
        }
        return tried.Min(t => At(t.Point, 0));
    }

    public double Median(SearchStrategy strategy, int trials, int seeds, int parallel = 1)
    {
        var bests = new double[seeds];
        System.Threading.Tasks.Parallel.For(0, seeds, seed => bests[seed] = Best(strategy, seed, trials, parallel));
        Array.Sort(bests);
        return (bests[(seeds - 1) / 2] + bests[seeds / 2]) / 2;
    }

    private double At(SearchPoint point, double noise) =>
        Value([.. Dimensions.Select(d => point.Settings[d.Setting])], noise);

    private static RangeDimension Linear(string name, double low, double high) =>
        new(SettingKey.Parse(name, "the test"), low, high, IntervalScale.Linear);

    private static RangeDimension Log(string name) =>
        new(SettingKey.Parse(name, "the test"), 1e-6, 1e-1, IntervalScale.Log);
}
