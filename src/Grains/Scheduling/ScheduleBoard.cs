using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// What could be trained, who could train it, and who trains for nobody: read in six queries, however large the sweeps
/// are, or in one while nothing is planned.
/// </summary>
/// <param name="Ready">Phases that a worker could take now.</param>
/// <param name="Idle">Workers that could take one.</param>
/// <param name="Useless">Leases of phases that no unfinished experiment needs, or that their workers are to give
/// back.</param>
/// <param name="Hindered">Of the ready phases, those that no present worker, idle or not, can train.</param>
/// <param name="Wanted">How many phases are still to be trained or measured.</param>
internal sealed record ScheduleBoard(
    IReadOnlyList<ReadyPhase> Ready, IReadOnlyList<IdleWorker> Idle, IReadOnlyList<HeldLease> Useless,
    IReadOnlyList<UntrainablePhase> Hindered, int Wanted)
{
    /// <param name="db">The record.</param>
    /// <param name="now">For leases and workers that were not heard of.</param>
    /// <param name="needs">What earlier boards learned of phases.</param>
    public static async Task<ScheduleBoard> Load(LabDbContext db, DateTimeOffset now, DeviceNeeds needs)
    {
        var leases = new List<HeldLease>();
        var phases = await Phases(db, now, leases);
        if (phases.Count == 0)
            return new ScheduleBoard([], [], [], [], 0);
        var wanted = WantedPhases.Of(phases, await Goals(db));
        var busy = leases.Select(l => l.Worker).ToHashSet();
        var present = await db.Workers.Where(w => w.Status != WorkerStatus.Gone && w.SeenAt > now - LeaseRules.Duration)
            .Select(w => new
            {
                w.Status,
                Worker = new IdleWorker(w.Name, w.MemoryBytes, DeviceKind.IsCuda(w.Device)),
                Hold = db.WorkerHolds.FirstOrDefault(h => h.Worker == w.Name),
            }).ToListAsync();
        var givingBack = present.Where(w => w.Hold is { StopsNow: true }).Select(w => w.Worker.Name).ToHashSet();
        var ready = await needs.Fill(db, wanted.Ready);
        return new ScheduleBoard(
            ready,
            [.. present
                .Where(w => w.Status == WorkerStatus.Idle && w.Hold is null && !busy.Contains(w.Worker.Name))
                .Select(w => w.Worker)],
            [.. leases.Where(l => !wanted.Keys.Contains(l.Phase) || givingBack.Contains(l.Worker))],
            [.. UntrainablePhase.Of(ready, [.. present.Select(w => w.Worker)])],
            wanted.Keys.Count);
    }

    private static async Task<List<Goal>> Goals(LabDbContext db)
    {
        var sweeps = await db.Sweeps.Where(s => s.Status == SweepStatus.Running)
            .OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync();
        var order = sweeps.Select((id, rank) => (id, rank)).ToDictionary(s => s.id, s => s.rank);
        var waiting = await db.UnfinishedExperiments.Select(e => new { e.FinalPhase, e.SweepId }).ToListAsync();
        return [.. waiting.Select(e => new Goal(e.FinalPhase, order.GetValueOrDefault(e.SweepId, order.Count)))];
    }

    /// <summary>
    /// The phases of all unfinished experiments, and those that are leased; the leases that are alive go to
    /// <paramref name="leases"/>.
    /// </summary>
    private static async Task<List<PhaseState>> Phases(LabDbContext db, DateTimeOffset now, List<HeldLease> leases)
    {
        var onPaths = db.ExperimentPhases
            .Where(step => db.UnfinishedExperiments.Any(e => e.Id == step.ExperimentId))
            .Select(step => step.Phase);
        var rows = await db.Phases.Where(p => p.LeaseWorker != null || onPaths.Contains(p.Key)).Select(p => new
        {
            Row = p,
            HasSnapshot = db.GoodCheckpoints.Any(c => c.Phase == p.Key),
        }).ToListAsync();
        leases.AddRange(rows.Select(r => r.Row).Where(p => p.IsLeasedAt(now))
            .Select(p => new HeldLease(p.Key, p.LeaseWorker!, p.LastToken)));
        return [.. rows.Select(r => new PhaseState(
            r.Row.Key, r.Row.Parent, r.Row.ImagesLeft, r.Row.Status == PhaseStatus.Finished, r.HasSnapshot,
            r.Row.IsLeasedAt(now) || r.Row.WaitsAt(now), r.Row.TrainedBy))];
    }
}

/// <summary>A lease that is alive.</summary>
internal sealed record HeldLease(string Phase, string Worker, long Token);
