using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Rates;

namespace PgGanLab.Grains.Scheduling;

/// <summary>How fast the present workers train: every time that the lab tells follows from this.</summary>
internal sealed record LabPaces(TrainingRates Rates, PresentDevices Devices)
{
    /// <summary>
    /// Seconds of training that one experiment still takes on the average worker, time spent waiting not counted; null
    /// without workers, and while nothing was measured on some kind of them.
    /// </summary>
    /// <param name="phases">Its path.</param>
    public double? SecondsLeft(IEnumerable<PhaseRow> phases)
    {
        if (Devices.Kinds.IsEmpty)
            return null;
        var parts = phases.Where(p => p.ImagesLeft > 0)
            .Select(p => (p.ImagesLeft, Pace: Rates.Mean(p.Load, Devices.Kinds))).ToArray();
        return Array.Exists(parts, p => p.Pace.Source == PaceSource.Assumed)
            ? null
            : parts.Sum(p => p.ImagesLeft * p.Pace.SecondsPerImage);
    }

    /// <summary>
    /// Seconds that all present workers together take for some phases, but no fewer than the longest experiment does;
    /// null as above.
    /// </summary>
    /// <param name="phases">What is still to be trained, each phase once.</param>
    /// <param name="paths">Seconds that experiments still take.</param>
    public double? SecondsLeft(IEnumerable<PhaseRow> phases, IEnumerable<double?> paths)
    {
        if (Devices.Kinds.IsEmpty)
            return null;
        var seconds = 0.0;
        foreach (var phase in phases.Where(p => p.ImagesLeft > 0))
        {
            var paces = Devices.Kinds.Select(k => (Pace: Rates.Of(phase.Load, k.Device), k.Count)).ToArray();
            if (Array.Exists(paces, p => p.Pace.Source == PaceSource.Assumed))
                return null;
            seconds += phase.ImagesLeft / paces.Sum(p => p.Count / p.Pace.SecondsPerImage);
        }
        return Math.Max(seconds, paths.Max() ?? 0);
    }
}

/// <summary>Paces as they were a moment ago.</summary>
internal sealed class RecentPaces(TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly RecentRates rates = new(time);
    private LabPaces? paces;
    private long readAt;

    public async Task<LabPaces> Load(LabDbContext db)
    {
        if (paces is null || time.GetElapsedTime(readAt) >= Freshness)
        {
            readAt = time.GetTimestamp();
            paces = new LabPaces(await rates.Load(db), await PresentDevices.Load(db, time.GetUtcNow()));
        }
        return paces;
    }
}
