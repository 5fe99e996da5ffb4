using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PgGanLab.Growth.Phases;

namespace PgGanLab.SchedulerBench;

/// <summary>How many tick reports a second the lab makes durable, and whether all of them are on record then.</summary>
internal static class TickRate
{
    /// <summary>Devices that report at once, each its next tick when the last one is acknowledged.</summary>
    private const int Reporters = 256;

    public static async Task Measure(BenchLab lab, BenchOptions options)
    {
        await lab.Devices.Leave();
        var plans = await Begin(lab);
        if (plans.Length == 0)
        {
            Console.WriteLine("       tick reports: not measured, as every phase of so small a sweep is trained");
            return;
        }
        var before = Stored(lab);
        var cost = Cost.Begin();
        var counts = await Task.WhenAll(plans.Select(plan => Task.Run(() => Report(lab, plan, options.Seconds / 2.0))));
        var used = cost.End();
        var (sent, stored) = (counts.Sum(), Stored(lab) - before);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"       tick reports: {sent / used.Clock:F0} a second from {plans.Length} phases, "
            + $"{1e6 * used.Core / Math.Max(1, sent):F0} us of a core each; {sent} acknowledged, {stored} on record"));
        if (sent != stored)
            throw new InvalidOperationException($"{sent} ticks were acknowledged, {stored} are on record.");
    }

    /// <summary>One tick a report.</summary>
    private static async Task<int> Report(BenchLab lab, TrainingPlan plan, double seconds)
    {
        var begun = Stopwatch.GetTimestamp();
        var phase = lab.Phase(plan.Phase);
        var sent = 0;
        for (; Stopwatch.GetElapsedTime(begun).TotalSeconds < seconds && sent < plan.Recipe.Images; sent++)
            await phase.ReportTicks(plan.Token, [SimulatedTraining.Tick(plan.Recipe.Start + 1 + sent)]);
        return sent;
    }

    /// <summary>Leases phases, as many as there are up to <see cref="Reporters"/>.</summary>
    private static async Task<TrainingPlan[]> Begin(BenchLab lab)
    {
        var view = (await lab.Sweep("bench").GetView())!;
        var open = view.Tree.Select(n => n.Phase)
            .Where(p => p.Status == Grains.GrowthPhases.PhaseStatus.Queued).Select(p => p.Key);
        var plans = new List<TrainingPlan>();
        foreach (var key in open)
        {
            if (plans.Count == Reporters)
                break;
            if (await lab.Phase(key).Lease(string.Create(
                CultureInfo.InvariantCulture, $"elsewhere/cpu:{plans.Count}")) is { } plan)
                plans.Add(plan);
        }
        return [.. plans];
    }

    private static long Stored(BenchLab lab)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = lab.Directories.Database }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM ticks";
        return (long)command.ExecuteScalar()!;
    }
}
