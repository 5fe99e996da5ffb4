namespace PgGanLab.Dashboard.Tests.Views;

/// <summary>Sweeps that pages are tried with.</summary>
public static class Scenes
{
    /// <summary>
    /// Twelve experiments that part at 16 and 32 px: six finished, one diverged, some in training, some waiting.
    /// </summary>
    public static SweepScene Grid12() => new("lr-and-ema-q7k2", Definition(
        "Learning rate and EMA",
        """{"strategy":"grid","space":{"learningRate@16":[0.0005,0.001,0.002],"emaBeta@32":[0.99,0.998],"learningRate@32":[0.001,0.003]}}"""),
        0.62, 2, 5);

    /// <summary>Four experiments, all finished.</summary>
    public static SweepScene Finished() => new("demo-x1y2", Definition(
        "fashion-mnist-demo",
        """{"strategy":"grid","space":{"learningRate@16":[0.0005,0.001],"emaBeta@16":[0.99,0.998]}}"""), 1);

    /// <summary>Sixty draws of a random search.</summary>
    public static SweepScene Random60() => new("big-random-z3p9", Definition(
        "a-very-long-name-of-a-sweep-that-somebody-typed-without-thinking-of-phones",
        """{"strategy":"random","space":{"learningRate@8":[0.0005,0.001],"learningRate@16":{"min":0.0002,"max":0.005,"scale":"log"},"gradientPenaltyWeight":[5,10]}},"budget":{"maxExperiments":60}"""),
        0.4, 4, 3, 9, 22);

    /// <summary>Accepted a moment ago: nothing is trained.</summary>
    public static SweepScene Fresh() => new("fresh-aa11",
        Definition("Just accepted", """{"strategy":"grid","space":{"learningRate@16":[0.0005,0.001]}}"""), 0, 0);

    /// <summary>Three named points: finished, longer than the others, in training.</summary>
    public static SweepScene Listed() => new("ablation-t1t1", Definition(
        "Ablation",
        """{"strategy":"list","points":[{"name":"(a) as it was","settings":{"learningRate@32":0.002}},{"name":"(b) + care","settings":{}},{"name":"(h) converged","settings":{"stabilizeKimg@32":32}}]}"""),
        1);

    /// <summary>Two points with three seeds each; the last seed of the first point diverged.</summary>
    public static SweepScene Repeated() => new("repeated-r3r3", Definition(
        "Learning rate, three seeds", """{"strategy":"grid","space":{"learningRate@16":[0.0005,0.001]}},"repeats":3"""),
        1, 2, 3);

    /// <summary>Two points with three seeds each, none of them through.</summary>
    public static SweepScene RepeatsInTraining() => new("repeated-t3t3", Definition(
        "Learning rate, in training", """{"strategy":"grid","space":{"learningRate@16":[0.0005,0.001]}},"repeats":3"""),
        0.1);

    /// <summary>Two named points with two seeds each.</summary>
    public static SweepScene RepeatedNames() => new("repeated-n2n2", Definition(
        "Ablation, two seeds",
        """{"strategy":"list","points":[{"name":"(a) as it was","settings":{"learningRate@32":0.002}},{"name":"(b) + care","settings":{}}]},"repeats":2"""),
        1);

    /// <summary>
    /// Three named points with three seeds each, the last one longer than the others; the last seed of
    /// the first point diverged.
    /// </summary>
    public static SweepScene RepeatedAndLost() => new("repeated-l3l3", Definition(
        "Ablation, three seeds",
        """{"strategy":"list","points":[{"name":"(a) as it was","settings":{"learningRate@32":0.002}},{"name":"(b) + care","settings":{}},{"name":"(h) converged","settings":{"stabilizeKimg@32":32}}]},"repeats":3"""),
        1, 2, 3);

    /// <summary>A search over seeds alone.</summary>
    public static SweepScene SearchedSeeds() =>
        new("seeds-s3s3", Definition("Seeds", """{"strategy":"grid","space":{"seed":[1,2,3]}}"""), 1);

    /// <summary>The base configuration, and the same with two other seeds.</summary>
    public static SweepScene ListedSeeds() => new("seeds-t3t3", Definition("Seeds, listed",
        """{"strategy":"list","points":[{"settings":{}},{"settings":{"seed":1001}},{"settings":{"seed":1002}}]}"""), 1);

    /// <summary>Two seeds from the clock.</summary>
    public static SweepScene LargeSeeds() => new("seeds-l2l2", Definition(
        "Seeds from the clock",
        """{"strategy":"list","points":[{"name":"(a) as it was","settings":{"learningRate@32":0.002}}]},"repeats":2""",
        seed: 1_700_000_000_000_000), 1);

    private static string Definition(string name, string search, long seed = 1000) =>
        $$"""{"name":"{{name}}","dataset":"fashion-mnist","base":{"resolution":32,"stabilizeKimg":16,"fadeInKimg":12,"seed":{{seed}}},"search":{{search}}}""";
}
