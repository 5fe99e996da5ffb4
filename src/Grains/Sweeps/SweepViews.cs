using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Makes a sweep's summary and page from its record.</summary>
internal static class SweepViews
{
    public static SweepSummary Summary(SweepRecord record, LabPaces paces) =>
        Summary(record, ExperimentSummaries.Of(record, NewestFiles.None, paces), paces);

    /// <summary>The sweep's page; null when there is no such sweep.</summary>
    public static async Task<SweepView?> Load(
        LabDbContext db, string sweepId, DateTimeOffset now, LabPaces paces)
    {
        if ((await SweepRecord.Load(db, db.Sweeps.Where(s => s.Id == sweepId), now))
            .SingleOrDefault() is not { } record)
            return null;
        var experiments = ExperimentSummaries.Of(record, await NewestFiles.Load(db, sweepId), paces);
        var (untrained, floor) = await References(db, record.Sweep);
        return new SweepView
        {
            Summary = Summary(record, experiments, paces),
            Experiments = experiments,
            Tree = Tree(record),
            UntrainedSwd = untrained,
            FloorSwd = floor,
            DefinitionJson = record.Sweep.Definition,
            SwdImages = record.Sweep.SwdImages,
            Points = SweepPoints.Of(experiments),
            Rungs = RungViews.Of(record),
        };
    }

    private static SweepSummary Summary(
        SweepRecord record, ImmutableArray<ExperimentSummary> experiments, LabPaces paces)
    {
        var best = experiments.FirstOrDefault(e => e.Rank == 1);
        var sweep = record.Sweep;
        return new SweepSummary
        {
            Id = sweep.Id,
            Name = sweep.Name,
            Dataset = sweep.Dataset,
            Status = sweep.IsPaused ? SweepStatus.Paused : sweep.Status,
            CreatedAt = sweep.CreatedAt,
            EndedAt = sweep.EndedAt,
            Experiments = experiments.Length,
            Finished = experiments.Count(e => e.Status == ExperimentStatus.Finished),
            Lost = experiments.Count(e => e.Status is ExperimentStatus.Diverged or ExperimentStatus.Failed),
            KimgRequested = sweep.ImagesRequested / 1000.0,
            KimgTrained = record.Shares.Sum(n => Trained(n, record.Phases[n.Phase])) / 1000.0,
            KimgLeft = Awaited(record).Sum(p => p.ImagesUncounted) / 1000.0,
            KimgGivenUp = Missing(record, e => e.Status
                is ExperimentStatus.Diverged or ExperimentStatus.Failed or ExperimentStatus.Cancelled) / 1000.0,
            KimgPaused = (Missing(record, e => e.Status == ExperimentStatus.Paused && !GoesOn(record, e))
                + Beyond(record)) / 1000.0,
            BestExperiment = best?.Id,
            BestSwd = best?.RankedSwd,
            Resolution = sweep.Resolution,
            Objective = sweep.Objective,
            Priority = sweep.Priority,
            Tags = sweep.Annotation.Tags,
            Note = sweep.Note,
            SecondsLeft = sweep is { Status: SweepStatus.Running, PausedAt: null }
                ? paces.SecondsLeft(Awaited(record), experiments.Select(e => e.SecondsLeft))
                : null,
            Varied = sweep.Varied,
            Planned = sweep.Status == SweepStatus.Running ? sweep.Planned : null,
            Budget = sweep.Budget ?? SweepBudget.None,
            DeviceHours = record.Shares.Sum(n => n.HeldSeconds(record.Phases[n.Phase])) / 3600,
            WallHours = sweep.SecondsRunAt(record.At) / 3600,
            Spent = sweep.Spent,

            ArchivedAt = sweep.ArchivedAt,
            KimgDistinct = record.Shares.Sum(n => record.Phases[n.Phase].Images) / 1000.0,
            SecondsSaved = SharedTraining.SecondsSaved(record),
        };
    }

    /// <summary>
    /// Planned images of the phase that were trained for this sweep and stored, since the sweep had it to train and
    /// until the sweep ended. What is trained again after a crash or a damaged file is progress made once, so it is
    /// counted once.
    /// </summary>
    public static long Trained(SweepPhaseRow share, PhaseRow phase) =>
        share.TrainsFrom is { } from ? Math.Max(0, Math.Min(share.TrainsTo ?? phase.Stored, phase.End) - from) : 0;

    /// <summary>
    /// What some experiments asked for and did not get. What others train, after the sweep's end, of a phase that was
    /// its to train changes nothing.
    /// </summary>
    private static long Missing(SweepRecord record, Func<ExperimentRow, bool> which)
    {
        var stopped = record.Shares.Where(n => n.TrainsTo is not null)
            .ToDictionary(n => n.Phase, n => n.TrainsTo!.Value);
        return record.Experiments.Where(which).SelectMany(record.Path)
            .Sum(p => stopped.TryGetValue(p.Key, out var at) ? Math.Max(0, p.End - at) : p.ImagesUncounted);
    }

    /// <summary>What experiments ask for behind the rung that they head to, which they may never get.</summary>
    private static long Beyond(SweepRecord record) => record.Sweep.Stopping is null or { Population: not null } ? 0
        : record.Experiments.Where(e => e.Status == ExperimentStatus.Queued)
            .SelectMany(e => record.Path(e).Where(p => p.Index > record.Phases[e.GoalPhase].Index))
            .Sum(p => p.ImagesUncounted);

    /// <summary>Whether the rule that holds an experiment lets it on in any case, as it is or as a copy.</summary>
    private static bool GoesOn(SweepRecord record, ExperimentRow experiment) =>
        experiment.IsHeld && record.Sweep.Stopping?.Population is not null;

    /// <summary>The phases of all unfinished experiments up to where they are trained for now, whoever trains them; in
    /// a population, where all go on, up to their ends.</summary>
    private static IEnumerable<PhaseRow> Awaited(SweepRecord record)
    {
        var isAll = record.Sweep.Stopping?.Population is not null;
        return record.Experiments.Where(e => e.Status == ExperimentStatus.Queued || GoesOn(record, e))
            .SelectMany(e => record.Path(e).Where(p => isAll || p.Index <= record.Phases[e.GoalPhase].Index))
            .DistinctBy(p => p.Key);
    }

    /// <summary>Parents before children, otherwise in the order of the experiments.</summary>
    private static ImmutableArray<GrowthTreeNodeView> Tree(SweepRecord record)
    {
        var through = record.Experiments
            .SelectMany(e => record.Path(e).Select(p => (p.Key, e.Number)))
            .ToLookup(step => step.Key, step => step.Number);
        var reused = record.Shares.Where(n => n.TrainsFrom is null).Select(n => n.Phase).ToHashSet();
        var phases = record.Shares.Select(n => record.Phases[n.Phase]).OrderBy(p => p.Index)
            .ThenBy(p => through[p.Key].DefaultIfEmpty(int.MaxValue).First()).ThenBy(p => p.Key);
        return
        [
            .. PhaseViews.WithLostOnes(phases.Select(p => p.ToView(record.Swd(p.Key), record.At)))
                .Select(view => new GrowthTreeNodeView
                {
                    Phase = view,
                    Experiments = [.. through[view.Key]],
                    Reused = reused.Contains(view.Key),
                }),
        ];
    }

    /// <summary>
    /// What results are held against. The untrained generator's is from the first experiment whose last phase has one:
    /// all of a sweep's untrained generators are alike. The floor is the one with most images, at most as many as the
    /// sweep measures with: fewer where its dataset is too small for two such sets.
    /// </summary>
    private static async Task<(Measurement? Untrained, Measurement? Floor)> References(LabDbContext db, SweepRow sweep)
    {
        var untrained =
            from experiment in db.Experiments
            join measured in db.SwdUntrained on experiment.FinalPhase equals measured.Phase
            where experiment.SweepId == sweep.Id && measured.Images == sweep.SwdImages
            orderby experiment.Number
            select measured.Swd;
        var floor = SwdReferences.Floor(db, sweep);
        var both = await db.Sweeps.Where(s => s.Id == sweep.Id)
            .Select(_ => new { Untrained = untrained.FirstOrDefault(), Floor = floor.FirstOrDefault() }).SingleAsync();
        return (both.Untrained, both.Floor);
    }
}

/// <summary>What results are held against.</summary>
internal static class SwdReferences
{
    /// <summary>Whether the results of a sweep can't be ranked before real images are measured, too.</summary>
    public static async Task<bool> AreAwaited(LabDbContext db, SweepRow sweep) =>
        sweep.Objective.NeedsMsSsim && !await Floor(db, sweep).AnyAsync();

    /// <summary>
    /// Real images against other real images; the one with most images comes first, at most as many as the sweep
    /// measures with.
    /// </summary>
    public static IQueryable<Measurement> Floor(LabDbContext db, SweepRow sweep)
    {
        var fewest = SwdFloor.FewestImages(sweep.SwdImages);
        return db.SwdFloors
            .Where(f => f.Fingerprint == sweep.Fingerprint && f.Resolution == sweep.Resolution
                && f.Images <= sweep.SwdImages && f.Images >= fewest)
            .OrderByDescending(f => f.Images).Select(f => f.Swd);
    }
}
