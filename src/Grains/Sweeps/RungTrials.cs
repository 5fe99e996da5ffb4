using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// What a search learns from where a stopping rule holds experiments at rungs: all are compared at one rung, or at the
/// end (<see cref="SearchGround"/>).
/// </summary>
internal static class RungTrials
{
    public static async Task<ImmutableArray<TriedExperiment>> Compare(
        LabDbContext db, SweepRow sweep, IReadOnlyList<ExperimentRow> experiments, ImmutableArray<TriedExperiment> tried)
    {
        var ends = sweep.Stopping!.Rungs.Length;
        var results = await db.RungResults.Where(r => r.SweepId == sweep.Id && r.Value != null)
            .ToDictionaryAsync(r => (r.Rung, r.Experiment), r => r.Value!.Value);
        int[] counts =
        [
            .. Enumerable.Range(0, ends).Select(rung => results.Keys.Count(k => k.Rung == rung)),
            tried.Count(t => t.State == TrialState.Finished),
        ];
        var enough = SweepProposals.StartupOf(SweepDocument.Read(sweep.Definition));
        var ground = SearchGround.Choose(counts, enough);
        return [.. tried.Zip(experiments, (trial, e) => ground == ends ? AtEnd(trial, e) : At(trial, e,
            results.TryGetValue((ground, e.Number), out var value) ? value : null))];
    }

    private static TriedExperiment AtEnd(TriedExperiment trial, ExperimentRow experiment) =>
        experiment.IsHeld ? trial with { State = TrialState.Lost } : trial;

    private static TriedExperiment At(TriedExperiment trial, ExperimentRow experiment, double? value) =>
        value is { } known ? trial with { State = TrialState.Finished, Value = known }
        : experiment.IsHeld ? trial with { State = TrialState.Lost }
        : trial.State == TrialState.Finished ? trial with { State = TrialState.Cancelled, Value = double.NaN }
        : trial;
}
