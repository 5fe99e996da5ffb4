using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Experiments;

/// <summary>Reads an experiment's page, files and curves.</summary>
internal static class ExperimentRecord
{
    /// <summary>The page of the experiment that <paramref name="summary"/> sums up, in five queries.</summary>
    public static async Task<ExperimentView> View(LabDbContext db, ExperimentSummary summary, DateTimeOffset now)
    {
        var path = Path(db, summary.Id);
        var experiment = await db.ExperimentSettings.Where(s => s.ExperimentId == summary.Id)
            .Join(db.Sweeps.Where(sweep => sweep.Id == summary.SweepId), _ => true, _ => true,
                (s, sweep) => new { s.Settings, sweep.SwdImages, sweep.Dataset })
            .SingleAsync();
        var phases = await db.Phases.Where(p => path.Contains(p.Key)).OrderBy(p => p.Index).ToListAsync();
        var swd = (await db.Swd.Where(s => path.Contains(s.Phase)).ToListAsync()).ToLookup(s => s.Phase);
        var images = experiment.SwdImages;
        return new ExperimentView
        {
            Summary = summary,
            Settings = experiment.Settings,
            Dataset = experiment.Dataset,
            Phases = PhaseViews.WithLostOnes(phases.Select(p =>
                p.ToView(swd[p.Key].MaxBy(s => (s.Nimg, s.Images == images))?.Swd, now))),
            Samples = [.. await Samples(db, summary.Id).ToListAsync()],
            Checkpoints = [.. await Checkpoints(db, summary.Id).ToListAsync()],
            Swd = SwdCurves.Curve(swd.SelectMany(g => g), images),
        };
    }

    /// <summary>Sample grids along its path, by nimg.</summary>
    public static IQueryable<SampleFile> Samples(LabDbContext db, string experimentId)
    {
        var path = Path(db, experimentId);
        return db.Samples.Where(s => path.Contains(s.Phase)).OrderBy(s => s.Nimg);
    }

    /// <summary>
    /// What happened to it, to its sweep and to the phases of its path, newest first. What its sweep decided of others
    /// begins with their number, and is left out.
    /// </summary>
    public static IQueryable<LabEvent> Events(LabDbContext db, string experimentId)
    {
        var (path, sweep) = (Path(db, experimentId), SweepIds.OfExperiment(experimentId));
        var own = $"#{experimentId[(sweep.Length + 1)..]} ";
        return db.Events.Where(e => e.Subject == experimentId || path.Contains(e.Subject)
                || (e.Subject == sweep && (!e.Text.StartsWith('#') || e.Text.StartsWith(own))))
            .OrderByDescending(e => e.Id).Select(e => new LabEvent(e.At, e.Kind, e.Subject, e.Text));
    }

    /// <summary>Good checkpoints along its path, newest first.</summary>
    public static IQueryable<CheckpointFile> Checkpoints(LabDbContext db, string experimentId)
    {
        var path = Path(db, experimentId);
        return db.GoodCheckpoints.Where(c => path.Contains(c.Phase)).OrderByDescending(c => c.Nimg)
            .ThenByDescending(c => c.CreatedAt);
    }

    /// <summary>
    /// Ticks along its path that come after some image: those before it stay as they are, so that who has them needs no
    /// others.
    /// </summary>
    public static Task<List<Tick>> TicksAfter(LabDbContext db, string experimentId, long nimg)
    {
        var path = Path(db, experimentId);
        return db.Ticks.Where(t => path.Contains(t.Phase) && t.Nimg > nimg).OrderBy(t => t.Nimg).Select(t => t.Tick)
            .ToListAsync();
    }

    /// <summary>Ticks as columns, thinned to at most so many points. A value that a tick lacks is NaN.</summary>
    public static TickSeries Series(IReadOnlyList<Tick> ticks, int maxPoints)
    {
        var names = ticks.SelectMany(t => t.Values.Keys).Distinct();
        var columns = names.ToImmutableSortedDictionary(name => name, name =>
            Column(ticks, t => t.Values.GetValueOrDefault(name, double.NaN)))
            .SetItem("alpha", Column(ticks, t => t.Alpha))
            .SetItem("images_per_second", Column(ticks, t => t.ImagesPerSecond));
        var kimg = Column(ticks, t => t.Nimg / 1000.0);
        var chosen = CurveThinning.Choose(kimg, [.. columns.Values.Cast<IReadOnlyList<double>>()], maxPoints);
        return new TickSeries
        {
            Kimg = [.. chosen.Select(i => kimg[i])],
            Columns = columns.ToImmutableSortedDictionary(c => c.Key, c =>
                chosen.Select(i => c.Value[i]).ToImmutableArray()),
        };
    }

    /// <summary>Keys of its phases.</summary>
    private static IQueryable<string> Path(LabDbContext db, string experimentId) =>
        db.ExperimentPhases.Where(step => step.ExperimentId == experimentId).Select(step => step.Phase);

    private static ImmutableArray<double> Column(IReadOnlyList<Tick> ticks, Func<Tick, double> value) =>
        [.. ticks.Select(value)];
}
