using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Hosting;

namespace PgGanLab.Grains.Alerts;

/// <summary>Reads the log book from where it was told last.</summary>
[LabHostOnly]
internal sealed class AlertsGrain(LabDatabase database) : Grain, IAlertsGrain
{
    /// <summary>Name of the place in the log book up to which everything was told.</summary>
    private const string Told = "alerts-told";

    /// <summary>Each attempt of a phase that fails has an event; worth an alert is the last one.</summary>
    private const string Failure = "phase-failure";

    private static readonly string[] Kinds =
    [
        "sweep-finished", "sweep-spent", "phase-diverged", Failure, "worker-left", "worker-taken-out", "dataset-failed",
        "checkpoint-damaged", "phase-trouble", "store-full",
    ];

    private long? told;

    public async Task<UntoldAlerts> GetUntold(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var from = told ??= await database.Read(ReadTold);
        if (from is null)
        {
            await SetTold(await database.Read(Newest));
            return new UntoldAlerts(told!.Value, []);
        }
        var untold = await database.Read(db => Read(db, from.Value, most));
        if (untold.Events.IsEmpty)
            told = untold.Position;                             // where there is nothing to tell, nothing is written
        return untold;
    }

    public async Task SetTold(long position)
    {
        await database.Write(async db =>
        {
            if (await db.Lab.SingleOrDefaultAsync(r => r.Name == Told) is { } row)
                row.Value = Text(position);
            else
                db.Lab.Add(new LabRow { Name = Told, Value = Text(position) });
        });
        told = position;
    }

    private static async Task<UntoldAlerts> Read(LabDbContext db, long from, int most)
    {
        var newest = await Newest(db);
        var rows = await db.Events.Where(e => e.Id > from && e.Id <= newest && Kinds.Contains(e.Kind))
            .OrderBy(e => e.Id).Take(most).ToListAsync();
        var position = rows.Count == most ? rows[^1].Id : newest;
        var phases = rows.Where(IsOfPhase).Select(r => r.Subject).Distinct().ToArray();
        var needed = phases.Length == 0
            ? []
            : await (
                from step in db.ExperimentPhases
                join phase in db.Phases on step.Phase equals phase.Key
                where phases.Contains(step.Phase)
                select new { step.Phase, step.ExperimentId, phase.Status }).ToListAsync();
        var byPhase = needed.ToLookup(n => n.Phase);
        return new UntoldAlerts(position, [.. rows
            .Where(r => r.Kind != Failure || byPhase[r.Subject].Any(n => n.Status == PhaseStatus.Failed))
            .Select(r => new LabEvent(
                r.At, r.Kind,
                byPhase[r.Subject].Select(n => n.ExperimentId).Order(StringComparer.Ordinal).FirstOrDefault() ?? r.Subject,
                r.Text))]);
    }

    private static bool IsOfPhase(EventRow row) =>
        row.Kind.StartsWith("phase-", StringComparison.Ordinal) || row.Kind == "checkpoint-damaged";

    private static async Task<long?> ReadTold(LabDbContext db) =>
        await db.Lab.SingleOrDefaultAsync(r => r.Name == Told) is { } row
            ? long.Parse(row.Value, CultureInfo.InvariantCulture)
            : null;

    private static async Task<long> Newest(LabDbContext db) => await db.Events.MaxAsync(e => (long?)e.Id) ?? 0;

    private static string Text(long position) => position.ToString(CultureInfo.InvariantCulture);
}
