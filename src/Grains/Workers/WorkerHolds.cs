using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Workers;

/// <summary>
/// Keeps on record which workers take no phases. Each does nothing of a worker that the lab does not know.
/// </summary>
internal static class WorkerHolds
{
    /// <summary>Workers as they are now, by name, each with what holds it.</summary>
    public static async Task<ImmutableArray<Worker>> Load(
        LabDbContext db, IQueryable<Worker> chosen, DateTimeOffset now)
    {
        var rows = await chosen
            .Select(w => new { Worker = w, Hold = db.WorkerHolds.FirstOrDefault(h => h.Worker == w.Name) })
            .AsNoTracking().ToListAsync();
        return [.. rows.OrderBy(r => r.Worker.Name, StringComparer.Ordinal)
            .Select(r => r.Worker.At(now) with { Hold = r.Hold })];
    }

    /// <summary>Lets a worker take no phase; see <see cref="Catalog.ICatalogGrain.DrainWorker"/>.</summary>
    public static async Task Drain(LabDbContext db, string worker, bool stopsNow, DateTimeOffset now)
    {
        if (!await db.Workers.AnyAsync(w => w.Name == worker))
            return;
        var hold = await db.WorkerHolds.AsNoTracking().SingleOrDefaultAsync(h => h.Worker == worker);
        if (hold is not null && (hold.StopsNow || !stopsNow))
            return;
        await db.Upsert([
            hold is null
                ? new WorkerHold(worker, WorkerHoldKind.Drained, now, stopsNow)
                : hold with { StopsNow = true },
        ]);
        db.Note(now, "worker-drained", worker, stopsNow
            ? "It gives back what it trains, from a snapshot, and takes no phase until it is resumed."
            : "It ends what it trains, and takes no phase until it is resumed.");
    }

    /// <summary>Lets it take phases again; see <see cref="Catalog.ICatalogGrain.ResumeWorker"/>.</summary>
    public static async Task Resume(LabDbContext db, string worker, DateTimeOffset now)
    {
        if (await db.WorkerHolds.SingleOrDefaultAsync(h => h.Worker == worker) is not { } hold)
            return;
        db.WorkerHolds.Remove(hold);
        await db.DeviceFailures.Where(f => f.Worker == worker).ExecuteDeleteAsync();
        db.Note(now, "worker-resumed", worker, string.Create(CultureInfo.InvariantCulture,
            $"It takes phases again, {(hold.Kind == WorkerHoldKind.TakenOut ? "taken out" : "drained")} "
            + $"for {Readable.Duration(now - hold.Since)}."));
    }

    /// <returns>Whether the lab knew it.</returns>
    /// <exception cref="WrongStateException">It is alive.</exception>
    public static async Task<bool> Remove(LabDbContext db, string worker, DateTimeOffset now)
    {
        if (await db.Workers.SingleOrDefaultAsync(w => w.Name == worker) is not { } known)
            return false;
        if (known.At(now).Status != WorkerStatus.Gone)
            throw new WrongStateException(
                $"Worker '{worker}' is alive, seen {Readable.Ago(known.SeenAt, now)}; stop its host first, or drain "
                + "the worker.");
        db.Workers.Remove(known);
        await db.WorkerHolds.Where(h => h.Worker == worker).ExecuteDeleteAsync();
        await db.DeviceFailures.Where(f => f.Worker == worker).ExecuteDeleteAsync();
        db.Note(now, "worker-removed", worker, "It was gone, and is forgotten until it comes again.");
        return true;
    }
}
