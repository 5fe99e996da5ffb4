using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>What people say of how long they want to keep things, and of what they think of them.</summary>
internal static class SweepKeeping
{
    /// <inheritdoc cref="ISweepGrain.Annotate"/>
    public static async Task Annotate(
        LabDbContext db, string sweepId, string? experimentId, ImmutableArray<string>? tags, string? note)
    {
        if (experimentId is null)
        {
            var sweep = await Find(db, sweepId);
            sweep.Annotation = Write(sweep.Annotation, tags, note);
        }
        else
        {
            var experiment = await FindExperiment(db, experimentId);
            experiment.Annotation = Write(experiment.Annotation, tags, note);
        }
    }

    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    public static async Task Star(LabDbContext db, string experimentId, bool isStarred, DateTimeOffset now)
    {
        var experiment = await FindExperiment(db, experimentId);
        if (experiment.IsStarred == isStarred)
            return;
        experiment.IsStarred = isStarred;
        db.Note(now, isStarred ? "experiment-starred" : "experiment-unstarred", experimentId,
            isStarred ? "All of it is kept." : "It is kept as long as any other.");
    }

    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">It is running.</exception>
    public static async Task Archive(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await Find(db, sweepId);
        if (sweep.Status == SweepStatus.Running)
            throw new WrongStateException(
                $"Sweep '{sweepId}' is {(sweep.PausedAt is null ? "running" : "paused")}; cancel it or let it finish "
                + "first.");
        if (sweep.ArchivedAt is not null)
            return;
        sweep.ArchivedAt = now;
        db.Note(now, "sweep-archived", sweepId, "It left the lists; its results and its best generator stay.");
    }

    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    public static async Task Unarchive(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await Find(db, sweepId);
        if (sweep.ArchivedAt is null)
            return;
        sweep.ArchivedAt = null;
        db.Note(now, "sweep-unarchived", sweepId, "It is in the lists again.");
    }

    private static Annotation Write(Annotation before, ImmutableArray<string>? tags, string? note)
    {
        var tagged = tags is { } words ? before.WithTags(words) : before;
        return note is null ? tagged : tagged.WithNote(note);
    }

    private static async Task<ExperimentRow> FindExperiment(LabDbContext db, string experimentId) =>
        await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
        ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");

    private static async Task<SweepRow> Find(LabDbContext db, string sweepId) =>
        await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
        ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
}
