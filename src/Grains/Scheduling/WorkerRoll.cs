using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Storage;
using PgGanLab.Grains.Storage.Rows;
using PgGanLab.Grains.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>Keeps the record of silos and their workers.</summary>
internal static class WorkerRoll
{
    /// <summary>A silo described its devices. If it is another process than before, the leases of the earlier one are released.</summary>
    /// <returns>Names of the workers of which something that people see has changed.</returns>
    /// <exception cref="ArgumentException">A worker does not belong to the silo.</exception>
    public static async Task<IReadOnlyList<string>> Seen(
        LabDbContext db, string silo, string incarnation, ImmutableArray<WorkerView> workers, DateTimeOffset now)
    {
        if (workers.FirstOrDefault(w => w.Host != silo || w.Name != WorkerNames.Of(w.Host, w.Device)) is { } stranger)
            throw new ArgumentException($"Worker '{stranger.Name}' is no device of silo '{silo}'.", nameof(workers));
        var known = await db.Workers.Where(w => w.Host == silo).ToDictionaryAsync(w => w.Name);
        var changed = workers.Where(w => !known.TryGetValue(w.Name, out var row) || Differs(row, w, now)).Select(w => w.Name).ToList();
        await ReleaseLeases(db, silo, lease => lease != incarnation, "its silo was started anew", now);
        foreach (var view in workers)
            Record(db, known, view, incarnation, now);
        foreach (var missing in known.Values.ExceptBy(workers.Select(w => w.Name), row => row.Name).Where(row => row.Status != WorkerStatus.Gone))
        {
            missing.Status = WorkerStatus.Gone;
            changed.Add(missing.Name);
        }
        return changed;
    }

    /// <summary>A silo said goodbye.</summary>
    /// <returns>Names of its workers.</returns>
    public static async Task<IReadOnlyList<string>> Left(LabDbContext db, string silo, string incarnation, DateTimeOffset now)
    {
        await ReleaseLeases(db, silo, lease => lease == incarnation, "its silo was stopped", now);
        var workers = await db.Workers.Where(w => w.Host == silo && w.Incarnation == incarnation).ToListAsync();
        foreach (var worker in workers)
        {
            worker.Status = WorkerStatus.Gone;
            db.Note(now, "worker-left", worker.Name, "Its silo was stopped.");
        }
        return [.. workers.Select(w => w.Name)];
    }

    private static async Task ReleaseLeases(LabDbContext db, string silo, Func<string?, bool> which, string why, DateTimeOffset now)
    {
        var held = await db.Phases.Where(p => p.LeaseWorker != null && db.Workers.Any(w => w.Name == p.LeaseWorker && w.Host == silo)).ToListAsync();
        foreach (var phase in held.Where(p => which(p.LeaseIncarnation)))
        {
            db.Note(now, "lease-released", phase.Key, $"Worker {phase.LeaseWorker} is free: {why}.");
            phase.EndLease();
        }
    }

    private static bool Differs(WorkerRow row, WorkerView view, DateTimeOffset now) =>
        row.StatusAt(now) != view.Status || row.Phase != view.Phase || row.ImagesPerSecond != view.ImagesPerSecond;

    private static void Record(LabDbContext db, Dictionary<string, WorkerRow> known, WorkerView view, string incarnation, DateTimeOffset now)
    {
        if (!known.TryGetValue(view.Name, out var row) || row.Incarnation != incarnation)
            db.Note(now, "worker-came", view.Name, view.Description);
        if (row is null)
        {
            db.Workers.Add(row = new WorkerRow
            {
                Name = view.Name,
                Host = view.Host,
                Device = view.Device,
                Description = view.Description,
                Threads = view.Threads,
                Status = view.Status,
                Phase = view.Phase,
                ImagesPerSecond = view.ImagesPerSecond,
                ImagesTrained = view.ImagesTrained,
                MemoryBytes = view.MemoryBytes,
                SeenAt = now,
                Incarnation = incarnation,
            });
        }
        (row.Description, row.Threads, row.Status, row.Phase) = (view.Description, view.Threads, view.Status, view.Phase);
        (row.ImagesPerSecond, row.ImagesTrained, row.MemoryBytes) = (view.ImagesPerSecond, view.ImagesTrained, view.MemoryBytes);
        (row.SeenAt, row.Incarnation) = (now, incarnation);
    }
}
