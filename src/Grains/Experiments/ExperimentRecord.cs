using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Storage;
using PgGanLab.Grains.Storage.Rows;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Experiments;

/// <summary>Reads an experiment's page and curves.</summary>
internal static class ExperimentRecord
{
    /// <summary>The page of the experiment that <paramref name="summary"/> sums up.</summary>
    public static async Task<ExperimentView> View(LabDbContext db, ExperimentSummary summary, DateTimeOffset now)
    {
        var path = db.ExperimentPhases.Where(s => s.ExperimentId == summary.Id).Select(s => s.Phase);
        var settings = await db.ExperimentSettings.SingleAsync(s => s.ExperimentId == summary.Id);
        var phases = await db.Phases.Where(p => path.Contains(p.Key)).OrderBy(p => p.Index).ToListAsync();
        var samples = await db.Samples.Where(s => path.Contains(s.Phase)).OrderBy(s => s.Nimg).ToListAsync();
        var checkpoints = await db.Checkpoints.Where(c => path.Contains(c.Phase) && c.DamagedAt == null)
            .OrderByDescending(c => c.Nimg).ThenByDescending(c => c.CreatedAt).ToListAsync();
        var images = await db.Sweeps.Where(s => s.Id == summary.SweepId).Select(s => s.SwdImages).SingleAsync();
        var swd = (await db.Swd.Where(s => path.Contains(s.Phase)).ToListAsync()).ToLookup(s => s.Phase);
        return new ExperimentView
        {
            Summary = summary,
            Settings = settings.Settings,
            Phases = PhaseViews.WithLostOnes(phases.Select(p => p.ToView(swd[p.Key].MaxBy(s => (s.Nimg, s.Images == images)), now))),
            Samples = [.. samples.Select(s => s.ToView())],
            Checkpoints = [.. checkpoints.Select(c => c.ToView())],
            Swd = SwdCurves.Curve(swd.SelectMany(g => g), images),
        };
    }

    /// <summary>Its ticks as columns, thinned to at most so many points. A value that a tick lacks is NaN.</summary>
    public static async Task<TickSeries> Ticks(LabDbContext db, string experimentId, int maxPoints)
    {
        var ticks = await db.Ticks.Where(t => db.ExperimentPhases.Any(s => s.ExperimentId == experimentId && s.Phase == t.Phase))
            .OrderBy(t => t.Nimg).ToListAsync();
        var columns = ticks.SelectMany(t => t.Values.Keys).Distinct().ToImmutableSortedDictionary(name => name, name => Column(ticks, t => t.Values.GetValueOrDefault(name, double.NaN)))
            .SetItem("alpha", Column(ticks, t => t.Alpha))
            .SetItem("images_per_second", Column(ticks, t => t.ImagesPerSecond));
        var kimg = Column(ticks, t => t.Nimg / 1000.0);
        var chosen = CurveThinning.Choose(kimg, [.. columns.Values.Cast<IReadOnlyList<double>>()], maxPoints);
        return new TickSeries
        {
            Kimg = [.. chosen.Select(i => kimg[i])],
            Columns = columns.ToImmutableSortedDictionary(c => c.Key, c => chosen.Select(i => c.Value[i]).ToImmutableArray()),
        };
    }

    private static ImmutableArray<double> Column(List<TickRow> ticks, Func<TickRow, double> value) => [.. ticks.Select(value)];
}
