using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>
/// Puts tick reports on record. Those that wait for the database together are stored together, with as many queries as
/// one of them alone takes. Each is taken or refused for itself, and returns once it is durable.
/// </summary>
internal sealed class TickReports(LabDatabase database, TimeProvider time, IGrainFactory grains)
{
    private readonly Turns turns = new();
    private readonly Lock gate = new();
    private List<TickReport> waiting = [];

    /// <summary>See <see cref="IGrowthPhaseGrain.ReportTicks"/>.</summary>
    public async Task Store(string phase, long token, ImmutableArray<Tick> ticks)
    {
        var report = new TickReport(phase, token, ticks);
        lock (gate)
            waiting.Add(report);
        await turns.Take();
        try
        {
            if (!report.IsAnswered)                                             // else one that waited with it did it
                await StoreWaiting();
        }
        finally
        {
            turns.Pass();
        }
        report.ThrowIfRefused();
    }

    private async Task StoreWaiting()
    {
        List<TickReport> together;
        lock (gate)
            (together, waiting) = (waiting, []);
        try
        {
            var sweeps = await database.Write(db => Store(db, together, time.GetUtcNow()));
            await Task.WhenAll(sweeps.Select(s =>
                grains.GetGrain<ISweepGrain>(s.Key).PhasesChanged([.. s.Select(p => p)])));
        }
        catch (Exception e)
        {
            foreach (var report in together)
                report.Refuse(e);
            return;
        }
        foreach (var report in together)
            report.Take();
    }

    /// <returns>Running sweeps with those of the phases that they have.</returns>
    private static async Task<ILookup<string, string>> Store(
        LabDbContext db, List<TickReport> reports, DateTimeOffset now)
    {
        var keys = reports.Select(r => r.Phase).Distinct().Order(StringComparer.Ordinal).ToArray();
        var rows = await db.Phases.AsNoTracking().Where(p => EF.Parameter(keys).Contains(p.Key))
            .ToDictionaryAsync(p => p.Key);
        var taken = new List<(PhaseRow Row, TickReport Report)>();
        foreach (var report in reports)
        {
            report.Begin();
            if (report.Check(rows.GetValueOrDefault(report.Phase)) is not { } row)
                continue;
            row.Renew(report.Token, now);
            taken.Add((row, report));
        }
        await db.Upsert(taken.SelectMany(t => t.Report.Ticks.Select(tick => new TickRow(t.Row.Key, tick))));
        var counted = taken.Where(t => t.Row.Status == PhaseStatus.Queued && !t.Report.Ticks.IsEmpty).ToList();
        await RatesOnRecord.Add(db, [.. counted.Select(t => (t.Row, t.Report.Ticks))]);
        foreach (var (row, report) in counted)
            (row.Nimg, row.ImagesPerSecond) =
                (Math.Max(row.Nimg, report.Ticks[^1].Nimg), report.Ticks[^1].ImagesPerSecond);
        await db.Upsert(taken.Select(t => t.Row).Distinct());
        var changed = taken.Select(t => t.Row.Key).Distinct().ToArray();
        var sweeps = await db.SweepPhases.Where(n => EF.Parameter(changed).Contains(n.Phase)
            && db.Sweeps.Any(s => s.Id == n.SweepId && s.Status == SweepStatus.Running))
            .Select(n => new { n.SweepId, n.Phase }).ToListAsync();
        return sweeps.ToLookup(n => n.SweepId, n => n.Phase);
    }

    /// <summary>Ticks of one phase, on their way to the record.</summary>
    private sealed class TickReport(string phase, long token, ImmutableArray<Tick> ticks)
    {
        private Exception? refusal;

        public string Phase => phase;

        public long Token => token;

        public ImmutableArray<Tick> Ticks => ticks;

        public bool IsAnswered { get; private set; }

        /// <summary>The transaction runs, maybe again.</summary>
        public void Begin() => refusal = null;

        /// <returns>The phase's row; null where the report is refused.</returns>
        public PhaseRow? Check(PhaseRow? row)
        {
            try
            {
                if (row is null)
                    throw new LeaseLostException($"Phase {phase} was removed with its sweep.");
                LeaseRules.Require(phase, row.Lease, token);
                ReportRules.Check(row, ticks);
                return row;
            }
            catch (Exception e) when (e is LeaseLostException or ArgumentException)
            {
                refusal = e;
                return null;
            }
        }

        public void Take() => IsAnswered = true;

        public void Refuse(Exception e)
        {
            refusal = e;
            IsAnswered = true;
        }

        public void ThrowIfRefused()
        {
            if (refusal is not null)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(refusal);
        }
    }
}
