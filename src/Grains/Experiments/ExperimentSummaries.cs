using System.Collections.Immutable;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Experiments;

/// <summary>Makes the summaries of a sweep's experiments from its record.</summary>
internal static class ExperimentSummaries
{
    /// <summary>Ranked experiments best first, then the others by number.</summary>
    public static ImmutableArray<ExperimentSummary> Of(
        SweepRecord record, NewestFiles files, LabPaces paces)
    {
        var paths = record.Experiments.ToDictionary(e => e.Id, record.Path);
        var ranked = Ranks(record);
        var reasons = RungViews.Reasons(record);
        return
        [
            .. record.Experiments
                .Select(e => Summary(record, e, paths[e.Id], files, paces))
                .Select(s => reasons.TryGetValue(s.Number, out var reason) ? s with { Reason = reason } : s)
                .Select(s => ranked.TryGetValue(s.Id, out var own)
                    ? s with { Rank = own.Rank, RankedSwd = own.Ranked.Swd, Score = own.Ranked.Score }
                    : s)
                .OrderBy(s => s.Rank ?? int.MaxValue).ThenBy(s => s.Number),
        ];
    }

    /// <summary>Id of each ranked experiment to its rank, and what that stands for.</summary>
    public static Dictionary<string, (int Rank, RankedExperiment Ranked)> Ranks(SweepRecord record)
    {
        var contenders = record.Sweep.Objective == SweepObjective.None ? [] : record.Experiments;
        return Ranking.Order([.. contenders.Select(e => Contender(record, e, record.Path(e)))], record.Score)
            .Select((r, index) => (Rank: index + 1, Ranked: r)).ToDictionary(r => r.Ranked.Experiment);
    }

    private static Contender Contender(SweepRecord record, ExperimentRow experiment, IReadOnlyList<PhaseRow> path) =>
        new(
            experiment.Id,
            experiment.TotalImages,
            IsLost: experiment.Status
                is not (ExperimentStatus.Queued or ExperimentStatus.Paused or ExperimentStatus.Finished),
            [.. path.Select(phase => Measured(record, phase, isLast: phase.Key == experiment.FinalPhase))]);

    private static MeasuredPhase Measured(SweepRecord record, PhaseRow phase, bool isLast)
    {
        var swd = isLast ? [.. record.SwdWithin(phase.Key)]
            : record.Swd(phase.Key) is { } latest ? [latest]
            : ImmutableArray<Measurement>.Empty;
        return new MeasuredPhase(phase.End, phase.Status == PhaseStatus.Finished ? phase.Nimg : null, swd);
    }

    private static ExperimentSummary Summary(
        SweepRecord record, ExperimentRow experiment, IReadOnlyList<PhaseRow> path, NewestFiles files,
        LabPaces paces)
    {
        var status = experiment.Status != ExperimentStatus.Queued ? experiment.Status
            : record.Sweep.Status == SweepStatus.Spent ? ExperimentStatus.Unfinished
            : record.Sweep.PausedAt is not null ? ExperimentStatus.Paused
            : ExperimentStatus.Queued;
        var isOpen = status == ExperimentStatus.Queued;
        var rung = record.Sweep.Stopping?.At(experiment.Rung)?.Nimg;
        var next = rung ?? experiment.TotalImages;
        var leased = isOpen ? path.FirstOrDefault(p => p.IsLeasedAt(record.At)) : null;
        var current = leased ?? path.FirstOrDefault(p => p.Status != PhaseStatus.Finished) ?? path[^1];
        return new ExperimentSummary
        {
            Id = experiment.Id,
            SweepId = experiment.SweepId,
            Number = experiment.Number,
            Name = experiment.Name,
            Varied = experiment.Varied,
            Status = leased is null ? status : ExperimentStatus.Training,
            Rank = null,
            Nimg = Trained(record, experiment, path),
            TotalImages = experiment.TotalImages,
            Phase = current.Kind,
            Resolution = current.Resolution,
            Alpha = current.Alpha,
            ImagesPerSecond = leased?.ImagesPerSecond ?? 0,
            SecondsLeft = isOpen ? paces.SecondsLeft([.. path.TakeWhile(p => p.Start < next)]) : null,
            NextNimg = rung,
            IsHeld = experiment.IsHeld,
            Swd = Latest(path, p => record.Swd(p.Key)).Value,
            Worker = leased?.LeaseWorker,
            Reason = experiment.Reason,
            IsStarred = experiment.IsStarred,
            Tags = experiment.Annotation.Tags,
            Note = experiment.Note,
            Priority = experiment.Priority,
            Lineage = Lineages.Of(record, experiment),
            Checkpoint = Latest(path, p => files.Checkpoints.GetValueOrDefault(p.Key)).Value,
            Samples = Latest(path, p => files.Samples.GetValueOrDefault(p.Key)).Value,
        };
    }

    /// <summary>
    /// Real images that count as trained. One that finished stays so, whatever becomes of its checkpoints.
    /// </summary>
    private static long Trained(SweepRecord record, ExperimentRow experiment, IReadOnlyList<PhaseRow> path)
    {
        var stored = path.LastOrDefault(p => p.Status == PhaseStatus.Finished || p.Stored > p.Start)?.Stored ?? 0;
        return experiment.Status == ExperimentStatus.Finished
            ? Math.Max(stored, record.Swd(path[^1].Key)?.Nimg ?? experiment.TotalImages)
            : stored;
    }

    /// <summary>What the furthest phase of the path that has any has.</summary>
    private static (PhaseRow Phase, T? Value) Latest<T>(IReadOnlyList<PhaseRow> path, Func<PhaseRow, T?> find)
        where T : class =>
        path.Reverse().Select(p => (p, find(p))).FirstOrDefault(found => found.Item2 is not null);
}
