using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// All of a sweep that its summary and its page are made of, read in a fixed number of queries
/// for any number of sweeps.
/// </summary>
internal sealed class SweepRecord
{
    public required SweepRow Sweep { get; init; }

    /// <summary>By number.</summary>
    public required ImmutableArray<ExperimentRow> Experiments { get; init; }

    /// <summary>The phases of its growth tree and its share in each.</summary>
    public required ImmutableArray<SweepPhaseRow> Shares { get; init; }

    /// <summary>By key; other sweeps' phases may be among them.</summary>
    public required IReadOnlyDictionary<string, PhaseRow> Phases { get; init; }

    /// <summary>
    /// Phase key to its latest SWD measurements (one for each number of images), and for experiments' last phases
    /// also to the earlier ones.
    /// </summary>
    public required ILookup<string, SwdRow> Measurements { get; init; }

    /// <summary>What its experiments brought to the rungs of its stopping rule.</summary>
    public ImmutableArray<RungResultRow> RungResults { get; init; } = [];

    /// <summary>Its points that went on from rungs.</summary>
    public ImmutableArray<PromotionRow> Promotions { get; init; } = [];

    /// <summary>Its experiments that went on as copies of others.</summary>
    public ImmutableArray<ForkRow> Forks { get; init; } = [];

    /// <summary>MS-SSIM among real images at the final resolution; null where the objective needs none, or while it
    /// is unknown.</summary>
    public double? RealMsSsim { get; init; }

    /// <summary>The moment at which leases are looked at.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The experiment's phases in order.</summary>
    public IReadOnlyList<PhaseRow> Path(ExperimentRow experiment)
    {
        var path = new Stack<PhaseRow>();
        for (var key = experiment.FinalPhase; key is not null; key = path.Peek().Parent)
            path.Push(Phases[key]);
        return [.. path];
    }

    /// <summary>The phase's latest SWD, preferably one with as many images as this sweep measures with.</summary>
    public Measurement? Swd(string phase) => Measurements[phase].MaxBy(s => (s.Nimg, s.Images == Sweep.SwdImages))?.Swd;

    /// <summary>All SWD of an experiment's last phase, one at each nimg.</summary>
    public IEnumerable<Measurement> SwdWithin(string phase) =>
        Measurements[phase].GroupBy(s => s.Nimg).Select(g => g.MaxBy(s => s.Images == Sweep.SwdImages)!.Swd);

    /// <summary>
    /// What a measurement is ranked by, lower is better; NaN where it can't be: MS-SSIM is compared with that of real
    /// images of the final resolution.
    /// </summary>
    public double Score(Measurement swd) =>
        Sweep.Objective.Score(swd, swd.Resolution == Sweep.Resolution ? RealMsSsim : null);

    /// <summary>Reads the sweeps that are chosen, in their order.</summary>
    public static async Task<ImmutableArray<SweepRecord>> Load(
        LabDbContext db, IQueryable<SweepRow> chosen, DateTimeOffset now)
    {
        var ids = chosen.Select(s => s.Id);
        var keys = db.SweepPhases.Where(n => ids.Contains(n.SweepId)).Select(n => n.Phase);
        var sweeps = await chosen.ToListAsync();
        var experiments = (await db.Experiments.Where(e => ids.Contains(e.SweepId)).OrderBy(e => e.Number)
            .ToListAsync())
            .ToLookup(e => e.SweepId);
        var shares = (await db.SweepPhases.Where(n => ids.Contains(n.SweepId)).ToListAsync()).ToLookup(n => n.SweepId);
        var phases = await db.Phases.Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key);
        var finals = db.Experiments.Where(e => ids.Contains(e.SweepId)).Select(e => e.FinalPhase);
        var measurements = await LatestSwd(db, keys, finals);
        var held = sweeps.Where(s => s.Stopping is not null).Select(s => s.Id).ToArray();
        var results = held.Length == 0 ? [] : await db.RungResults
            .Where(r => EF.Parameter(held).Contains(r.SweepId)).ToListAsync();
        var promotions = held.Length == 0 ? [] : await db.Promotions
            .Where(p => EF.Parameter(held).Contains(p.SweepId)).ToListAsync();
        var populations = sweeps.Where(s => s.Stopping?.Population is not null).Select(s => s.Id).ToArray();
        var forks = populations.Length == 0 ? [] : await db.Forks
            .Where(f => EF.Parameter(populations).Contains(f.SweepId)).ToListAsync();
        var reals = await RealSimilarities(db, sweeps);
        return
        [
            .. sweeps.Select(sweep => new SweepRecord
            {
                RungResults = [.. results.Where(r => r.SweepId == sweep.Id)],
                Promotions = [.. promotions.Where(p => p.SweepId == sweep.Id)],
                Forks = [.. forks.Where(f => f.SweepId == sweep.Id)],
                Sweep = sweep,
                Experiments = [.. experiments[sweep.Id]],
                Shares = [.. shares[sweep.Id]],
                Phases = phases,
                Measurements = measurements,
                RealMsSsim = reals.GetValueOrDefault(sweep.Id),
                At = now,
            }),
        ];
    }

    /// <summary>Sweep id to MS-SSIM among real images, of sweeps whose objective needs that; a query each.</summary>
    public static async Task<Dictionary<string, double?>> RealSimilarities(
        LabDbContext db, IEnumerable<SweepRow> sweeps)
    {
        var similarities = new Dictionary<string, double?>();
        foreach (var sweep in sweeps.Where(s => s.Objective.NeedsMsSsim))
            similarities.Add(sweep.Id, (await SwdReferences.Floor(db, sweep).FirstOrDefaultAsync())?.MsSsim);
        return similarities;
    }

    /// <summary>
    /// The measurements of a record's phases; none is asked for where none of the phases was known before.
    /// </summary>
    /// <param name="db">The record.</param>
    /// <param name="known">Phases that may have been measured.</param>
    /// <param name="finals">The last phases of experiments.</param>
    public static async Task<ILookup<string, SwdRow>> MeasurementsOf(
        LabDbContext db, string[] known, string[] finals) => known.Length == 0
        ? Array.Empty<SwdRow>().ToLookup(s => s.Phase)
        : await LatestSwd(
            db, db.Phases.Select(p => p.Key).Where(key => EF.Parameter(known).Contains(key)),
            db.Phases.Select(p => p.Key).Where(key => EF.Parameter(finals).Contains(key)));

    private static async Task<ILookup<string, SwdRow>> LatestSwd(
        LabDbContext db, IQueryable<string> phases, IQueryable<string> finals)
    {
        var swd = await db.Swd.Where(s => phases.Contains(s.Phase)
            && (finals.Contains(s.Phase) || !db.Swd.Any(later => later.Phase == s.Phase && later.Nimg > s.Nimg)))
            .ToListAsync();
        return swd.ToLookup(s => s.Phase);
    }
}
