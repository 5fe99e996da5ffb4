using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>Phases as pages see them.</summary>
internal static class PhaseViews
{
    /// <summary>Phases by their keys with the latest SWD of each; keys that are not on record are left out.</summary>
    public static async Task<ImmutableArray<PhaseView>> Load(
        LabDbContext db, ImmutableArray<string> keys, DateTimeOffset now)
    {
        string[] wanted = [.. keys];
        var phases = await db.Phases.Where(p => EF.Parameter(wanted).Contains(p.Key)).OrderBy(p => p.Key).ToListAsync();
        var measured = await db.Swd.Where(s => EF.Parameter(wanted).Contains(s.Phase)).ToListAsync();
        var swd = measured.ToLookup(s => s.Phase);
        return [.. phases.Select(p => p.ToView(swd[p.Key].MaxBy(s => s.Nimg)?.Swd, now))];
    }

    /// <summary>
    /// Shows phases that can never be trained, because one before them diverged or failed, as what that one is.
    /// </summary>
    /// <param name="phases">Parents before children.</param>
    public static ImmutableArray<PhaseView> WithLostOnes(IEnumerable<PhaseView> phases)
    {
        var lost = new Dictionary<string, PhaseView>();
        return [.. phases.Select(phase =>
        {
            var seen = phase.Status == PhaseStatus.Queued && phase.Parent is { } parent
                && lost.TryGetValue(parent, out var cause)
                ? phase with { Status = cause.Status, Reason = cause.Reason }
                : phase;
            if (seen.Status is PhaseStatus.Diverged or PhaseStatus.Failed)
                lost[seen.Key] = seen;
            return seen;
        })];
    }
}
