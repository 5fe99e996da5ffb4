using System.Collections.Immutable;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Sweeps;

/// <summary>How many points of a plan train up to a rung, if nothing diverges.</summary>
/// <param name="Resolution">Pixels.</param>
/// <param name="Kimg">Thousands of real images since the run's beginning.</param>
/// <param name="Points">Points that train up to there.</param>
/// <param name="IsEnd">Whether it is the end of the run.</param>
public sealed record RungForecast(int Resolution, double Kimg, int Points, bool IsEnd);

/// <summary>What a stopping rule lets a plan train.</summary>
public sealed class StoppingForecast
{
    private readonly SweepPlan plan;
    private readonly StoppingPolicy policy;
    private readonly ImmutableArray<int> passing;
    private readonly int points;

    private StoppingForecast(SweepPlan plan, StoppingPolicy policy)
    {
        this.plan = plan;
        this.policy = policy;
        points = plan.Experiments.Length / policy.Seeds;
        passing = Passing(policy, points);
        var end = plan.Experiments[0].Phases[^1].Recipe;
        Rungs =
        [
            .. policy.Rungs.Select((r, i) => new RungForecast(r.Resolution, r.Nimg / 1000.0, passing[i], false)),
            new RungForecast(end.Resolution, end.End / 1000.0, passing[^1], true),
        ];
    }

    /// <summary>The rungs and the end of the run.</summary>
    public ImmutableArray<RungForecast> Rungs { get; }

    /// <summary>Null where the plan has no stopping rule.</summary>
    public static StoppingForecast? Of(SweepPlan plan) =>
        plan.Stopping is { } policy ? new StoppingForecast(plan, policy) : null;

    /// <summary>
    /// Real images to be expected if who goes on has nothing to do with who shares phases: a phase that m points share is
    /// trained unless none of them gets there.
    /// </summary>
    /// <param name="finished">Which phases are there already.</param>
    public double ImagesExpected(Func<PhaseKey, bool> finished) => plan.Tree.Nodes
        .Where(n => !finished(n.Phase.Key))
        .Sum(n => Expected(n.Phase.Recipe, (double)n.Experiments.Length));

    private double Expected(PhaseRecipe phase, double sharing)
    {
        var (images, from) = (0.0, phase.Start);
        for (var rung = 0; rung <= policy.Rungs.Length && from < phase.End; rung++)
        {
            var to = Math.Min(phase.End, policy.At(rung)?.Nimg ?? long.MaxValue);
            if (to <= from)
                continue;
            images += (to - from) * (1 - Math.Pow(1 - passing[rung] / (double)points, sharing));
            from = to;
        }
        return images;
    }

    /// <summary>How many points train up to each rung and to the end.</summary>
    private static ImmutableArray<int> Passing(StoppingPolicy policy, int points)
    {
        var brackets = Brackets.Of(policy, points);
        var passing = new int[policy.Rungs.Length + 1];
        for (var bracket = 0; bracket < policy.Brackets; bracket++)
        {
            var left = brackets.Count(b => b == bracket);
            for (var rung = 0; rung < passing.Length; rung++)
            {
                passing[rung] += left;
                if (rung >= bracket && left > 0 && policy.Population is null)
                    left = policy.Rule == StoppingRule.Median
                        ? (left + 1) / 2
                        : Math.Max(1, left / policy.ReductionFactor);
            }
        }
        return [.. passing];
    }
}
