using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>Keeps the record of silos and their workers.</summary>
internal static class WorkerRegistry
{
    /// <summary>
    /// A silo described its devices. If it is another process than before, the leases of the earlier one are released.
    /// </summary>
    /// <returns>Names of the workers of which something that people see has changed.</returns>
    /// <exception cref="ArgumentException">A worker does not belong to the silo.</exception>
    public static async Task<IReadOnlyList<string>> Seen(
        LabDbContext db, string silo, string incarnation, ImmutableArray<Worker> workers, DateTimeOffset now)
    {
        if (workers.FirstOrDefault(w => w.Host != silo || w.Name != WorkerNames.Of(w.Host, w.Device)) is { } stranger)
            throw new ArgumentException($"Worker '{stranger.Name}' is no device of silo '{silo}'.", nameof(workers));
        var known = await db.Workers.Where(w => w.Host == silo).ToDictionaryAsync(w => w.Name);
        var changed = workers.Where(w => !known.TryGetValue(w.Name, out var row) || Differs(row, w, now))
            .Select(w => w.Name).ToList();
        await ReleaseLeases(db, silo, lease => lease != incarnation, "its silo was started anew", now);
        var process = await db.Silos.Where(s => s.Host == silo).Select(s => s.Incarnation).SingleOrDefaultAsync();
        foreach (var worker in workers.Where(w => process != incarnation || !known.ContainsKey(w.Name)))
            db.Note(now, "worker-came", worker.Name, worker.Description);
        var missing = known.Values.ExceptBy(workers.Select(w => w.Name), worker => worker.Name)
            .Where(w => w.Status != WorkerStatus.Gone).ToArray();
        changed.AddRange(missing.Select(w => w.Name));
        await db.Upsert([new SiloRow(silo, incarnation)]);
        await db.Upsert([.. workers.Select(w => w with { SeenAt = now }),
            .. missing.Select(w => w with { Status = WorkerStatus.Gone })]);
        return changed;
    }

    /// <summary>A process of a silo has ended.</summary>
    /// <param name="db">The record.</param>
    /// <param name="silo">The host's name.</param>
    /// <param name="incarnation">The process.</param>
    /// <param name="why">A clause, for the log book.</param>
    /// <param name="now">The time.</param>
    /// <returns>Names of its workers.</returns>
    public static async Task<IReadOnlyList<string>> Left(
        LabDbContext db, string silo, string incarnation, string why, DateTimeOffset now)
    {
        await ReleaseLeases(db, silo, lease => lease == incarnation, why, now);
        if (!await db.Silos.AnyAsync(s => s.Host == silo && s.Incarnation == incarnation))
            return [];
        var workers = await db.Workers.Where(w => w.Host == silo && w.Status != WorkerStatus.Gone).ToListAsync();
        foreach (var worker in workers)
            db.Note(now, "worker-left", worker.Name, $"{char.ToUpperInvariant(why[0])}{why[1..]}.");
        await db.Upsert(workers.Select(w => w with { Status = WorkerStatus.Gone }));
        return [.. workers.Select(w => w.Name)];
    }

    private static async Task ReleaseLeases(
        LabDbContext db, string silo, Func<string?, bool> which, string why, DateTimeOffset now)
    {
        var names = db.Workers.Where(w => w.Host == silo).Select(w => w.Name);
        var held = await db.Phases.Where(p => names.Contains(p.LeaseWorker)).ToListAsync();
        foreach (var phase in held.Where(p => which(p.LeaseIncarnation)))
        {
            db.Note(now, "lease-released", phase.Key, $"Worker {phase.LeaseWorker} is free: {why}.");
            phase.EndLease();
        }
    }

    private static bool Differs(Worker before, Worker worker, DateTimeOffset now) =>
        before.At(now).Status != worker.Status || before.Phase != worker.Phase
        || before.ImagesPerSecond != worker.ImagesPerSecond || before.Packing != worker.Packing;
}
