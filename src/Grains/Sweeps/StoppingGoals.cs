using System.Collections.Immutable;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Where new experiments of a sweep are first held.</summary>
internal sealed class StoppingGoals
{
    private readonly StoppingPolicy? policy;
    private readonly ImmutableArray<int> brackets;

    private StoppingGoals(StoppingPolicy? policy, ImmutableArray<int> brackets) =>
        (this.policy, this.brackets) = (policy, brackets);

    /// <param name="policy">The sweep's rule; null: nobody is held.</param>
    /// <param name="experiments">How many experiments it has by now.</param>
    public static StoppingGoals Of(StoppingPolicy? policy, int experiments) => new(policy,
        policy is null || experiments == 0 ? [] : Brackets.Of(policy, policy.PointOf(experiments) + 1));

    /// <summary>The first rung of an experiment and the phase in which it lies.</summary>
    public (int Rung, string Phase) First(PlannedExperiment experiment)
    {
        var rung = policy is null ? 0 : brackets[policy.PointOf(experiment.Number)];
        var phase = policy?.At(rung) is { } at
            ? experiment.Phases.First(p => p.Recipe.Kind == PhaseKind.Stabilize && p.Recipe.Resolution == at.Resolution)
            : experiment.Phases[^1];
        return (rung, phase.Key.Value);
    }
}
