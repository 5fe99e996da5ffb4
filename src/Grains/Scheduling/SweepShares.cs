using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Scheduling;

namespace PgGanLab.Grains.Scheduling;

/// <summary>A running sweep, and what it has had of the lab's devices.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Priority">The greater comes first.</param>
/// <param name="From">Seconds that it is taken to have had when it joined.</param>
/// <param name="Seconds">Seconds that its phases have had since.</param>
internal sealed record SweepStanding(string Id, int Priority, double From, double Seconds)
{
    public SweepShare Share => new(Priority, From + Seconds);
}

/// <summary>The running sweeps' shares of the lab's devices, as they follow from the record.</summary>
internal static class SweepShares
{
    /// <summary>Oldest first, without those that are paused.</summary>
    public static Task<List<SweepStanding>> Running(LabDbContext db) => db.Sweeps
        .Where(s => s.Status == SweepStatus.Running && s.PausedAt == null).OrderBy(s => s.CreatedAt).ThenBy(s => s.Id)
        .Select(s => new SweepStanding(s.Id, s.Priority, s.ShareFrom, db.SweepPhases
            .Where(n => n.SweepId == s.Id).Join(db.Phases, n => n.Phase, p => p.Key,
                (n, p) => p.HeldSeconds - n.SecondsBefore).Sum()))
        .ToListAsync();

    /// <summary>Where a new sweep begins: beside the running one that has had least.</summary>
    public static async Task<double> Least(LabDbContext db, string? without = null) =>
        FairShare.Least((await Running(db)).Where(s => s.Id != without).Select(s => s.Share));

    /// <summary>
    /// A sweep that goes on after it had ended or was paused stands beside the running one that has had least, unless
    /// it has had more itself.
    /// </summary>
    public static async Task Join(LabDbContext db, SweepRow sweep)
    {
        var least = await Least(db, sweep.Id);
        var own = await db.SweepPhases.Where(n => n.SweepId == sweep.Id)
            .Join(db.Phases, n => n.Phase, p => p.Key, (n, p) => p.HeldSeconds - n.SecondsBefore).SumAsync();
        sweep.ShareFrom = Math.Max(sweep.ShareFrom, least - own);
    }

    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    public static async Task SetPriority(LabDbContext db, string sweepId, int priority, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
            ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        if (sweep.Priority == priority)
            return;
        db.Note(now, "sweep-priority", sweepId, string.Create(CultureInfo.InvariantCulture,
            $"Its priority is {priority}; it was {sweep.Priority}."));
        sweep.Priority = priority;
    }

    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    public static async Task SetExperimentPriority(
        LabDbContext db, string experimentId, int priority, DateTimeOffset now)
    {
        var experiment = await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
            ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");
        if (experiment.Priority == priority)
            return;
        db.Note(now, "experiment-priority", experimentId, string.Create(CultureInfo.InvariantCulture,
            $"Its priority among its sweep's is {priority}; it was {experiment.Priority}."));
        experiment.Priority = priority;
    }
}
