using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Workers;

/// <summary>Keeps on record what failed on which device, and takes out those that are to blame.</summary>
internal static class DeviceTrust
{
    /// <summary>A phase failed on the worker that held it last.</summary>
    public static async Task Failed(LabDbContext db, PhaseRow phase, string reason, DateTimeOffset now)
    {
        var worker = phase.TrainedBy!;
        await db.Upsert(
            [new DeviceFailure(worker, phase.Key, PhaseName.Of(phase.Resolution, phase.Kind), now, reason)]);
        var failures = await db.DeviceFailures.AsNoTracking()
            .Where(f => db.DeviceFailures.Any(own => own.Worker == worker && own.Phase == f.Phase)).ToListAsync();
        if (DeviceRules.TakeOut(worker, failures, now) is not { } hold
            || await db.WorkerHolds.AnyAsync(h => h.Worker == worker))
            return;
        db.WorkerHolds.Add(hold);
        db.Note(now, "worker-taken-out", worker, hold.Reason!);
    }

    /// <summary>
    /// The worker trained a phase to its end, so it is sound: what failed on it before counts no more, against no worker.
    /// </summary>
    public static Task Trained(LabDbContext db, string worker) => db.DeviceFailures
        .Where(f => db.DeviceFailures.Any(own => own.Worker == worker && own.Phase == f.Phase)).ExecuteDeleteAsync();
}
