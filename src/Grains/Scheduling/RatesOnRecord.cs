using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// How fast the lab's workers train, as their ticks say. One worker at a time has a row, so reports never meet; workers
/// of a kind are averaged when rates are read.
/// </summary>
internal static class RatesOnRecord
{
    /// <summary>
    /// Counts ticks of the workers that hold the phases; those that were taken before, and are sent again because the
    /// answer was lost, count no more.
    /// </summary>
    /// <param name="db">The transaction.</param>
    /// <param name="reports">Phases as they stood before the ticks, and these by nimg.</param>
    public static async Task Add(
        LabDbContext db, IReadOnlyCollection<(PhaseRow Phase, ImmutableArray<Tick> Ticks)> reports)
    {
        var measured = reports.Where(r => r.Phase.LeaseWorker is not null)
            .Select(r => (r.Phase, Ticks: Counted(r.Phase, r.Ticks)))
            .Where(r => r.Ticks.Length > 0).ToList();
        if (measured.Count == 0)
            return;
        var workers = measured.Select(r => r.Phase.LeaseWorker).Distinct().ToArray();
        var rates = await db.Rates.AsNoTracking().Where(r => EF.Parameter(workers).Contains(r.Worker))
            .ToDictionaryAsync(r => (r.Worker, Load: new TrainingLoad(
                r.Resolution, r.Minibatch, r.Precision, r.FlopsPerImage)));
        var changed = new HashSet<RateRow>();
        foreach (var (phase, ticks) in measured)
        {
            var key = (phase.LeaseWorker!, phase.Load);
            if (!rates.TryGetValue(key, out var rate))
                rates.Add(key, rate = RateRow.Of(phase.LeaseWorker!, phase.Load));
            changed.Add(rate);
            foreach (var tick in ticks)
                rate.Add(tick);
        }
        await db.Upsert(changed);
    }

    private static Tick[] Counted(PhaseRow phase, ImmutableArray<Tick> ticks) =>
        [.. ticks.Where(t => t.Nimg > phase.Nimg && t is { Seconds: > 0, ImagesPerSecond: > 0 })];

    /// <summary>The rates of all kinds of devices that ever trained here.</summary>
    public static async Task<ImmutableArray<MeasuredRate>> Load(LabDbContext db)
    {
        var rows = await db.Rates.Join(db.Workers, r => r.Worker, w => w.Name, (rate, worker) => new { rate, worker })
            .ToListAsync();
        return
        [
            .. rows.GroupBy(r => (
                    Kind: DeviceModel.KindOf(r.worker), r.rate.Resolution, r.rate.Minibatch, r.rate.Precision,
                    r.rate.FlopsPerImage))
                .OrderBy(g => g.Key)
                .Select(g => new MeasuredRate(
                    g.Key.Kind, g.Key.Resolution, 1000 * g.Sum(r => r.rate.Seconds) / g.Sum(r => r.rate.Images))
                {
                    Minibatch = g.Key.Minibatch,
                    Precision = g.Key.Precision,
                    FlopsPerImage = g.Key.FlopsPerImage,
                }),
        ];
    }
}

/// <summary>
/// Rates as they were a moment ago: they change slowly, and who asks often need not read them each time.
/// </summary>
internal sealed class RecentRates(TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private TrainingRates? rates;
    private long readAt;

    public async Task<TrainingRates> Load(LabDbContext db)
    {
        if (rates is null || time.GetElapsedTime(readAt) >= Freshness)
        {
            readAt = time.GetTimestamp();
            rates = new TrainingRates(await RatesOnRecord.Load(db));
        }
        return rates;
    }
}

/// <summary>The lab's present workers that take phases, by kind.</summary>
internal sealed record PresentDevices(ImmutableArray<DeviceCount> Kinds)
{
    public static async Task<PresentDevices> Load(LabDbContext db, DateTimeOffset now) => Of(await db.Workers
        .Where(w => w.Status != WorkerStatus.Gone && w.SeenAt > now - LeaseRules.Duration
            && !db.WorkerHolds.Any(h => h.Worker == w.Name)).ToListAsync());

    public static PresentDevices Of(IEnumerable<Worker> workers) => new(
    [
        .. workers.Select(DeviceModel.Of).GroupBy(device => device).OrderBy(g => g.Key.Kind, StringComparer.Ordinal)
            .Select(g => new DeviceCount(g.Key, g.Count())),
    ]);

    /// <summary>Device time that a phase still takes, on average over the kinds.</summary>
    public double SecondsLeft(PhaseRow phase, TrainingRates rates) =>
        phase.ImagesLeft * rates.Mean(phase.Load, Kinds).SecondsPerImage;
}
