using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// What new experiments are trained up to for now. What lies behind the rungs of a stopping rule is needed when
/// somebody goes on.
/// </summary>
internal static class NeededPhases
{
    /// <param name="row">The sweep.</param>
    /// <param name="plan">Its new experiments.</param>
    /// <param name="known">What is on record of their phases.</param>
    /// <param name="lost">Finished phases whose end is gone.</param>
    public static GrowthTree Tree(
        SweepRow row, SweepPlan plan, IReadOnlyDictionary<string, EarlierPhase> known, IReadOnlySet<string> lost)
    {
        if (row.Stopping is null)
            return plan.Tree;
        var goals = StoppingGoals.Of(row.Stopping, plan.Experiments.LastOrDefault()?.Number ?? 0);
        return GrowthTree.Of(plan.Experiments.Select(e => KeyValuePair.Create(
            SweepIds.Experiment(row.Id, e.Number), e.Phases[..Count(e, goals.First(e).Phase)])));

        int Count(PlannedExperiment experiment, string goal)
        {
            var last = experiment.Phases[^1];
            if (row.Stopping.Population is null && IsMeasured(last) && !lost.Contains(last.Key.Value))
                return experiment.Phases.Length;                                // it has its result at once
            var rung = experiment.Phases.First(p => p.Key.Value == goal);
            return rung != last && IsMeasured(rung) ? 0 : rung.Recipe.Index + 1;
        }

        bool IsMeasured(PlannedPhase phase) =>
            known.GetValueOrDefault(phase.Key.Value)?.IsMeasured(phase.Recipe.Resolution, row) == true;
    }
}
