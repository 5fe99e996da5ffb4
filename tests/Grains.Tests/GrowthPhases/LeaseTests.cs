using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Tests.GrowthPhases;

public sealed class LeaseTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task of_two_workers_that_race_one_gets_the_phase(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var root = await Root(lab);
        var plans = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => lab.Phase(root).Lease($"host-a/cpu:{i % 2}")));
        Assert.Equal(1, Assert.Single(plans.OfType<TrainingPlan>()).Token);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_late_worker_is_told_so_and_nothing_of_it_is_kept(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var phase = lab.Phase(await Root(lab));
        var late = (await phase.Lease("host-a/cpu:0"))!;
        lab.Clock.Advance(LeaseRules.Duration);
        var next = (await phase.Lease("host-a/cpu:1"))!;
        Assert.True(next.Token > late.Token);
        Func<Task>[] reports =
        [
            () => phase.Renew(late.Token),
            () => phase.ReportTicks(late.Token, [FakeTraining.Tick(500)]),
            () => phase.ReportSample(late.Token, FakeTraining.Sample(late, 500)),
            () => phase.ReportSwd(late.Token, FakeTraining.Swd(late, 500)),
            () => phase.ReportSnapshot(late.Token, FakeTraining.Snapshot(late, 500)),
            () => phase.Complete(late.Token, FakeTraining.Final(late)),
            () => phase.Diverge(late.Token, "late"),
            () => phase.Release(late.Token, "late"),
        ];
        foreach (var report in reports)
            Assert.Contains("host-a/cpu:1 holds it", (await Assert.ThrowsAsync<LeaseLostException>(report)).Message);
        var view = (await lab.View(phase))!;
        Assert.Equal((PhaseStatus.Training, "host-a/cpu:1", view.Start), (view.Status, view.Worker, view.Nimg));
        Assert.Equal((0, 0, 0), await lab.Database.Read(async db =>
            (db.Ticks.Count(), db.Checkpoints.Count(), await Task.FromResult(db.Samples.Count()))));
    }

    [Fact]
    public async Task an_expired_lease_that_nobody_took_may_still_commit()
    {
        await using var lab = await TestLab.Start();
        var phase = lab.Phase(await Root(lab));
        var plan = (await phase.Lease("host-a/cpu:0"))!;
        lab.Clock.Advance(LeaseRules.Duration * 2);
        Assert.Equal(PhaseStatus.Queued, (await lab.View(phase))!.Status);
        await phase.ReportTicks(plan.Token, [FakeTraining.Tick(500)]);
        Assert.Equal((PhaseStatus.Training, 500), ((await lab.View(phase))!.Status, (await lab.View(phase))!.Nimg));
        Assert.Null(await phase.Lease("host-a/cpu:1"));
    }

    [Fact]
    public async Task every_report_keeps_the_lease_alive()
    {
        await using var lab = await TestLab.Start();
        var phase = lab.Phase(await Root(lab));
        var plan = (await phase.Lease("host-a/cpu:0"))!;
        for (var i = 1; i <= 3; i++)
        {
            lab.Clock.Advance(LeaseRules.Duration * 0.9);
            await (i == 2 ? phase.Renew(plan.Token) : phase.ReportTicks(plan.Token, [FakeTraining.Tick(100 * i)]));
        }
        Assert.Null(await phase.Lease("host-a/cpu:1"));
    }

    [Fact]
    public async Task a_phase_whose_parent_is_not_finished_can_not_be_had()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var phases = await lab.Phases("s");
        Assert.Null(await lab.Phase(phases[1]).Lease("host-a/cpu:0"));
        await lab.Train(phases[0]);
        var plan = (await lab.Phase(phases[1]).Lease("host-a/cpu:0"))!;
        Assert.Equal((phases[0], true), (plan.StartFrom!.Phase, plan.StartFrom.Final));
        Assert.Equal(phases[0], plan.Parent);
    }

    [Fact]
    public async Task a_finished_phase_that_nobody_needs_measured_can_not_be_had()
    {
        await using var lab = await TestLab.Start();
        var root = await Root(lab);
        await lab.Train(root);
        Assert.Null(await lab.Phase(root).Lease("host-a/cpu:0"));
    }

    [Fact]
    public async Task a_phase_that_no_sweep_planned_is_unknown()
    {
        await using var lab = await TestLab.Start();
        Assert.Null(await lab.View(lab.Phase(new string('0', 64))));
        await Assert.ThrowsAsync<LeaseLostException>(() => lab.Phase(new string('0', 64)).Renew(1));
    }

    private static async Task<string> Root(TestLab lab)
    {
        await lab.Sweep("s").Submit(Definitions.Sweep());
        return (await lab.Phases("s"))[0];
    }
}
