using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A sweep's experiments and what they brought to rungs, inside one transaction that decides on them.</summary>
internal sealed class RungRecord
{
    private readonly LabDbContext db;
    private readonly SweepRow sweep;
    private readonly StoppingPolicy policy;
    private readonly List<ExperimentRow> experiments;
    private readonly List<RungResultRow> results;
    private readonly HashSet<(int Point, int Rung)> promoted;
    private readonly int decision;

    private RungRecord(
        LabDbContext db, SweepRow sweep, StoppingPolicy policy, List<ExperimentRow> experiments,
        List<RungResultRow> results, HashSet<(int Point, int Rung)> promoted, int decision)
    {
        (this.db, this.sweep, this.policy) = (db, sweep, policy);
        (this.experiments, this.results) = (experiments, results);
        (this.promoted, this.decision) = (promoted, decision);
    }

    public static async Task<RungRecord> Load(LabDbContext db, SweepRow sweep, StoppingPolicy policy)
    {
        var experiments = await db.Experiments.Where(e => e.SweepId == sweep.Id).OrderBy(e => e.Number).ToListAsync();
        var results = await db.RungResults.Where(r => r.SweepId == sweep.Id).ToListAsync();
        var promotions = await db.Promotions.Where(p => p.SweepId == sweep.Id).ToListAsync();
        var last = results.Select(r => r.Decision).Concat(promotions.Select(p => p.Decision)).DefaultIfEmpty(0).Max();
        return new RungRecord(
            db, sweep, policy, experiments, results, [.. promotions.Select(p => (p.Point, p.Rung))], last + 1);
    }

    /// <summary>The last decision on record; 0 before the first.</summary>
    public static async Task<int> LastDecision(LabDbContext db, string sweepId) => Math.Max(
        await db.RungResults.Where(r => r.SweepId == sweepId).MaxAsync(r => (int?)r.Decision) ?? 0,
        await db.Promotions.Where(p => p.SweepId == sweepId).MaxAsync(p => (int?)p.Decision) ?? 0);

    /// <summary>Number of the decision that is made now.</summary>
    public int Decision => decision;

    /// <summary>By number.</summary>
    public IReadOnlyList<ExperimentRow> Experiments => experiments;

    public ImmutableArray<RacingPoint> Points() => SweepRace.Points(policy, experiments, results);

    /// <summary>Numbers of the experiments of points: <c>#3, #7</c>.</summary>
    public string Numbers(IEnumerable<int> points) =>
        string.Join(", ", points.SelectMany(Seeds).Select(e => $"#{e.Number}"));

    /// <summary>
    /// Holds the experiments that have a measurement at the rung that they head to, and notes those that diverged. One
    /// that has finished, because another sweep trained its phases, has been at all rungs.
    /// </summary>
    /// <returns>How many came to a rung.</returns>
    public async Task<int> TakeArrivals()
    {
        var arrived = 0;
        var measured = await Measured();
        foreach (var experiment in experiments.Where(e => e.Rung < policy.Rungs.Length && !e.IsHeld))
        {
            var own = measured[experiment.Number];
            if (experiment.Status == ExperimentStatus.Diverged)
                Add(experiment.Number, experiment.Rung, null);
            else if (experiment.Status == ExperimentStatus.Finished)
                for (; experiment.Rung < policy.Rungs.Length; experiment.Rung++)
                    Take(experiment, own);
            else if (experiment.Status == ExperimentStatus.Queued && Take(experiment, own))
            {
                (experiment.Status, experiment.IsHeld) = (ExperimentStatus.Paused, true);
                arrived++;
            }
        }
        return arrived;
    }

    /// <summary>Lets points on by one rung.</summary>
    /// <returns>Last phases of those that now train to their end.</returns>
    public Task<IReadOnlyCollection<string>> Promote(ImmutableArray<int> points, DateTimeOffset now)
    {
        var rungs = Points();
        return Promote([.. points.Select(p => (p, rungs[p].Rung))], byHand: false, now);
    }

    /// <summary>Lets the point of an experiment on from the rung at which that waits, with seeds that are behind.</summary>
    /// <returns>Last phases of those that now train to their end.</returns>
    public Task<IReadOnlyCollection<string>> PromoteByHand(ExperimentRow experiment, DateTimeOffset now) =>
        Promote([(policy.PointOf(experiment.Number), experiment.Rung)], byHand: true, now);

    private async Task<IReadOnlyCollection<string>> Promote(
        ImmutableArray<(int Point, int Rung)> points, bool byHand, DateTimeOffset now)
    {
        foreach (var (point, rung) in points.Where(promoted.Add))
            db.Promotions.Add(new PromotionRow(sweep.Id, rung, point, decision, byHand, now));
        (ExperimentRow Experiment, int Rung)[] moved =
        [
            .. points.SelectMany(p => Seeds(p.Point).Where(e => SweepRace.IsLive(e)
                && e.Status != ExperimentStatus.Finished && e.Rung <= p.Rung).Select(e => (e, p.Rung + 1))),
        ];
        ExperimentRow[] on = [.. moved.Select(m => m.Experiment)];
        foreach (var (experiment, rung) in moved)
        {
            experiment.Rung = rung;
            if (experiment.IsHeld)
                (experiment.Status, experiment.IsHeld) = (ExperimentStatus.Queued, false);
        }
        await SetGoals(on);
        if (policy.Population is not null)
            await RungLosses.Settle(db, on, now);
        return [.. on.Where(e => e.Rung == policy.Rungs.Length
            && e.Status == ExperimentStatus.Queued).Select(e => e.FinalPhase)];
    }

    private IEnumerable<ExperimentRow> Seeds(int point) => experiments.Where(e => policy.PointOf(e.Number) == point);

    private async Task SetGoals(ExperimentRow[] on)
    {
        var ids = on.Select(e => e.Id).ToArray();
        var phases = await db.ExperimentPhases.Where(step => EF.Parameter(ids).Contains(step.ExperimentId))
            .Join(db.Phases.Where(p => p.Kind == PhaseKind.Stabilize), step => step.Phase, p => p.Key,
                (step, p) => new { step.ExperimentId, p.Resolution, p.Key })
            .ToDictionaryAsync(p => (p.ExperimentId, p.Resolution), p => p.Key);
        foreach (var experiment in on)
            experiment.GoalPhase = policy.At(experiment.Rung) is { } rung
                ? phases[(experiment.Id, rung.Resolution)]
                : experiment.FinalPhase;
    }

    /// <summary>Notes the value of an experiment at its rung, if it has one.</summary>
    private bool Take(ExperimentRow experiment, IEnumerable<RungMeasurement> own)
    {
        var rung = policy.Rungs[experiment.Rung];
        if (own.Where(m => m.Resolution == rung.Resolution && rung.IsMeasuredAt(m.Nimg, m.End)).MinBy(m => m.Nimg)
            is not { } measurement)
            return false;
        Add(experiment.Number, experiment.Rung, measurement.Value);
        return true;
    }

    private void Add(int number, int rung, double? value)
    {
        if (results.Exists(r => r.Experiment == number && r.Rung == rung))
            return;
        var row = new RungResultRow(sweep.Id, rung, number, value, decision);
        results.Add(row);
        db.RungResults.Add(row);
    }

    /// <summary>Experiment number to the measurements on its way, of those that are on it and those that finished.</summary>
    private async Task<ILookup<int, RungMeasurement>> Measured()
    {
        var resolutions = policy.Rungs.Select(r => r.Resolution).Distinct().ToArray();
        int[] open =
        [
            .. experiments.Where(e => e.Rung < policy.Rungs.Length && !e.IsHeld
                && e.Status is ExperimentStatus.Queued or ExperimentStatus.Finished).Select(e => e.Number),
        ];
        if (open.Length == 0)
            return Array.Empty<RungMeasurement>().ToLookup(_ => 0);
        var rows = await (
            from experiment in db.Experiments
            join step in db.ExperimentPhases on experiment.Id equals step.ExperimentId
            join phase in db.Phases on step.Phase equals phase.Key
            join swd in db.Swd on phase.Key equals swd.Phase
            where experiment.SweepId == sweep.Id && EF.Parameter(open).Contains(experiment.Number)
                && phase.Kind == PhaseKind.Stabilize && EF.Parameter(resolutions).Contains(phase.Resolution)
                && swd.Images == sweep.SwdImages
                && (swd.Nimg < phase.End || phase.Status == PhaseStatus.Finished)
            select new { experiment.Number, phase.Resolution, phase.End, swd.Swd }).ToListAsync();
        return rows.Where(r => double.IsFinite(r.Swd.Average)).ToLookup(
            r => r.Number, r => new RungMeasurement(r.Resolution, r.End, r.Swd.Nimg, r.Swd.Average));
    }

    private sealed record RungMeasurement(int Resolution, long End, long Nimg, double Value);
}
