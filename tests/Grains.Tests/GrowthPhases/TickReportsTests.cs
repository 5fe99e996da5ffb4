using Microsoft.EntityFrameworkCore;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Tests.GrowthPhases;

/// <summary>Many reports at once, as <c>./lab bench scheduler</c> makes them for longer.</summary>
public sealed class TickReportsTests
{
    private const int Phases = 24;
    private const int Ticks = 25;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task of_reports_that_come_together_each_is_taken_or_refused_and_none_is_lost(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: Phases));
        var tree = await lab.Phases("s");
        foreach (var shared in tree.Take(3))
            await lab.Train(shared);
        var before = await lab.Database.Read(db => db.Ticks.CountAsync());
        var plans = await Task.WhenAll(tree.Skip(3).Take(Phases).Select((phase, i) =>
            lab.Phase(phase).Lease($"elsewhere/cpu:{i}")));
        var refused = await Task.WhenAll(plans.Select(plan => Report(lab, plan!)));
        Assert.All(refused, count => Assert.Equal(2, count));
        Assert.Equal(before + Phases * Ticks, await lab.Database.Read(db => db.Ticks.CountAsync()));
        var rows = await lab.Database.Read(db => db.Phases.Where(p => p.LeaseWorker != null).ToListAsync());
        Assert.Equal(Phases, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Start + Ticks, row.Nimg));
        Assert.Equal(Phases, await lab.Database.Read(db => db.Rates.CountAsync(r => r.Worker.StartsWith("elsewhere"))));
    }

    /// <returns>How many reports were refused.</returns>
    private static async Task<int> Report(TestLab lab, TrainingPlan plan)
    {
        var (phase, start, refused) = (lab.Phase(plan.Phase), plan.Recipe.Start, 0);
        for (var i = 1; i <= Ticks; i++)
            await phase.ReportTicks(plan.Token, [FakeTraining.Tick(start + i)]);
        try
        {
            await phase.ReportTicks(plan.Token + 1, [FakeTraining.Tick(start + Ticks + 1)]);
        }
        catch (LeaseLostException)
        {
            refused++;
        }
        try
        {
            await phase.ReportTicks(plan.Token, [FakeTraining.Tick(start - 1)]);
        }
        catch (ArgumentException)
        {
            refused++;
        }
        return refused;
    }
}
