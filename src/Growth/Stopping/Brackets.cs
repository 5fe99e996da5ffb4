using System.Collections.Immutable;

namespace PgGanLab.Growth.Stopping;

/// <summary>Which points of a Hyperband are first held at which rung.</summary>
public static class Brackets
{
    /// <summary>
    /// The bracket of each point: bracket b is held at rung b for the first time. The brackets have as many points as
    /// Hyperband gives them, in proportion: eta^s / (s + 1) for one that is held s times (Li et al. 2018, algorithm 1).
    /// Each point comes to the bracket that is furthest behind its share, so that the first points are divided as all are.
    /// </summary>
    /// <param name="policy">The rule.</param>
    /// <param name="points">How many points there are.</param>
    public static ImmutableArray<int> Of(StoppingPolicy policy, int points)
    {
        var weights = Weights(policy);
        var sum = weights.Sum();
        var counts = new int[weights.Length];
        var brackets = ImmutableArray.CreateBuilder<int>(points);
        for (var point = 0; point < points; point++)
        {
            var furthest = 0;
            for (var b = 1; b < weights.Length; b++)
                if (Behind(b) > Behind(furthest))
                    furthest = b;
            counts[furthest]++;
            brackets.Add(furthest);

            double Behind(int b) => weights[b] / sum * (point + 1) - counts[b];
        }
        return brackets.MoveToImmutable();
    }

    private static double[] Weights(StoppingPolicy policy) =>
    [
        .. Enumerable.Range(0, policy.Brackets).Select(b => policy.Rungs.Length - b)
            .Select(s => Math.Ceiling((policy.Rungs.Length + 1) * Math.Pow(policy.ReductionFactor, s) / (s + 1))),
    ];
}
