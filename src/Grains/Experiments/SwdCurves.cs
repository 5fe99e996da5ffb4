using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Experiments;

/// <summary>Reads the SWD measurements along experiments' paths.</summary>
internal static class SwdCurves
{
    /// <summary>
    /// One curve for each experiment of the sweep, in three queries; null when there is no such sweep.
    /// </summary>
    public static async Task<ImmutableArray<SwdCurve>?> Load(LabDbContext db, string sweepId)
    {
        var images = await db.Sweeps.Where(s => s.Id == sweepId).Select(s => (int?)s.SwdImages).SingleOrDefaultAsync();
        if (images is null)
            return null;
        var steps = await db.ExperimentPhases
            .Join(db.Experiments, s => s.ExperimentId, e => e.Id, (s, e) => new { e.SweepId, e.Number, s.Phase })
            .Where(s => s.SweepId == sweepId).ToListAsync();
        var rows = await db.Swd.Where(s => db.SweepPhases.Any(n => n.SweepId == sweepId && n.Phase == s.Phase))
            .ToListAsync();
        var byPhase = rows.ToLookup(s => s.Phase);
        return
        [
            .. steps.GroupBy(s => s.Number).OrderBy(g => g.Key)
                .Select(g => new SwdCurve(g.Key, Curve(g.SelectMany(s => byPhase[s.Phase]), images.Value))),
        ];
    }

    /// <summary>
    /// By nimg, one measurement at each: the one with as many images as are asked for where there are several.
    /// </summary>
    public static ImmutableArray<Measurement> Curve(IEnumerable<SwdRow> rows, int images) =>
        [.. rows.GroupBy(s => s.Nimg).OrderBy(g => g.Key).Select(g => g.MaxBy(s => s.Images == images)!.Swd)];
}
