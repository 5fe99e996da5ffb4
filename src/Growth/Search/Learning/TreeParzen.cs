namespace PgGanLab.Growth.Search.Learning;

/// <summary>
/// The tree-structured Parzen estimator: where good points are dense and others are not. Sources: Bergstra 2011;
/// Optuna's TPESampler (version 4) with multivariate and constant_liar: gamma, weights, bandwidths and the number of
/// candidates are its. What a condition leaves out is taken as spread over its whole dimension.
/// </summary>
internal static class TreeParzen
{
    /// <summary>Results before which points are drawn.</summary>
    public const int Startup = 10;

    private const int Candidates = 24;

    /// <summary>The next point; null where every candidate is forbidden.</summary>
    /// <param name="space">The space.</param>
    /// <param name="trials">In the order of their proposal.</param>
    /// <param name="random">The decision's chance.</param>
    public static double[]? Propose(LearningSpace space, IReadOnlyList<Trial> trials, SearchRandom random)
    {
        var good = trials.Select((trial, i) => (trial, i)).Where(t => t.trial.State == TrialState.Finished)
            .OrderBy(t => t.trial.Value).ThenBy(t => t.i).Take(Good(trials.Count)).Select(t => t.i).ToHashSet();
        var below = new ParzenMixture(space, [.. trials.Where((_, i) => good.Contains(i))]);
        var above = new ParzenMixture(space, [.. trials.Where((_, i) => !good.Contains(i))]);
        return Enumerable.Range(0, Candidates).Select(_ => below.Draw(random))
            .Select(places => (Places: places, Counts: space.Look(places))).Where(c => c.Counts is not null)
            .OrderByDescending(c => below.LogDensity(c.Places, c.Counts!) - above.LogDensity(c.Places, c.Counts!))
            .FirstOrDefault().Places;
    }

    /// <summary>
    /// How many of the finished points are good ones: a tenth of all. Those in training and the lost count among the
    /// others.
    /// </summary>
    private static int Good(int trials) => Math.Min((trials + 9) / 10, 25);
}
