using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Growth.Scheduling;

namespace PgGanLab.Grains.Scheduling;

/// <summary>What the scheduler says: in the lab's log book, and to those who look at workers.</summary>
internal sealed class SchedulerNotes(LabDatabase database, TimeProvider time, ILogger logger)
{
    /// <summary>Phases of which the log book says why no worker can train them, and how it calls that.</summary>
    private readonly HashSet<(string Phase, string Kind)> hindered = [];

    /// <summary>Why idle workers were given nothing, as it was told last.</summary>
    private ImmutableSortedDictionary<string, string>? whyIdle;

    /// <summary>Tells the catalog, for those who look at workers, where something has changed.</summary>
    public async Task WhyIdle(IGrainFactory grains, ImmutableSortedDictionary<string, string> reasons)
    {
        if (whyIdle is not null && reasons.SequenceEqual(whyIdle))
            return;
        await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).NoteIdle(reasons);
        whyIdle = reasons;
    }

    /// <summary>Says once of each phase why it waits for another worker.</summary>
    public async Task Hindered(IReadOnlyList<UntrainablePhase> hindrances)
    {
        hindered.IntersectWith(hindrances.Select(h => (h.Phase, h.Kind)));
        foreach (var (phase, kind, reason) in hindrances.Where(h => hindered.Add((h.Phase, h.Kind))))
        {
            logger.LogWarning("Phase {Phase}: {Reason}", phase, reason);
            await Add(kind, phase, reason);
        }
    }

    public Task Add(string kind, string subject, string text) => database.Write(db =>
    {
        db.Note(time.GetUtcNow(), kind, subject, text);
        return Task.CompletedTask;
    });
}
