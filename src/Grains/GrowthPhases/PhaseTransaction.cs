using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>A change of one phase's record, inside the database's transaction.</summary>
internal sealed class PhaseTransaction
{
    private PhaseTransaction(LabDbContext db, PhaseRow row, IReadOnlyList<string> sweeps, DateTimeOffset now)
    {
        Db = db;
        Row = row;
        Sweeps = sweeps;
        Now = now;
    }

    public LabDbContext Db { get; }

    /// <summary>How the phase stands; what is changed in it is stored with the transaction.</summary>
    public PhaseRow Row { get; }

    /// <summary>The running sweeps that have the phase in their growth trees.</summary>
    public IReadOnlyList<string> Sweeps { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Whether a phase or a worker may have become free, which the scheduler wants to know.</summary>
    public bool FreesWork { get; set; }

    /// <summary>Whether nothing but that has happened: the phase was trained to its end.</summary>
    public bool HasFinished { get; set; }

    /// <summary>Whether what is wanted may be something else since it finished.</summary>
    public bool ChangesPlans { get; set; }

    /// <exception cref="KeyNotFoundException">No sweep has the phase.</exception>
    public static async Task<PhaseTransaction> Open(LabDbContext db, string key, DateTimeOffset now)
    {
        var row = await db.Phases.SingleOrDefaultAsync(p => p.Key == key)
            ?? throw new KeyNotFoundException($"No sweep has phase {key}.");
        var sweeps = await db.Sweeps
            .Where(s => s.Status == SweepStatus.Running && db.SweepPhases.Any(n => n.SweepId == s.Id && n.Phase == key))
            .Select(s => s.Id).ToListAsync();
        return new PhaseTransaction(db, row, sweeps, now);
    }

    /// <summary>Lets only the lease's holder go on, and keeps the lease alive.</summary>
    /// <exception cref="LeaseLostException">The token is not the current one, or the phase was removed.</exception>
    public static async Task<PhaseTransaction> Hold(LabDbContext db, string key, long token, DateTimeOffset now)
    {
        PhaseTransaction phase;
        try
        {
            phase = await Open(db, key, now);
        }
        catch (KeyNotFoundException e)
        {
            throw new LeaseLostException($"Phase {key} was removed with its sweep.", e);
        }
        phase.Row.Renew(token, now);
        return phase;
    }

    /// <summary>Where its lease has begun or ended, all that its worker trains at once shares the device anew.</summary>
    /// <param name="before">The worker that had it, and how many others that one had.</param>
    public async Task ShareDevice((string? Worker, int Others) before)
    {
        if (before.Worker == Row.LeaseWorker)
            return;
        if (before is { Worker: { } left, Others: > 0 })
            await Leasing.Share(Db, left, Now);
        if (Row is { LeaseWorker: { } worker, LeaseOthers: > 0 })
            await Leasing.Share(Db, worker, Now);
    }
}
