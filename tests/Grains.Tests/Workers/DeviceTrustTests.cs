using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Workers;

public sealed class DeviceTrustTests
{
    private const string Broken = "host-a/cpu:0";
    private const string Sound = "host-a/cpu:1";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_device_that_fails_three_phases_is_taken_out_until_a_person_puts_it_back(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        lab.Workers.Refuses = true;                                             // the test leases by itself
        await lab.Heartbeat();
        var phases = await ThreeReady(lab);
        foreach (var phase in phases[..2])
            await Fail(lab, phase, Broken);
        Assert.Null((await lab.Catalog.GetWorkers())[0].Hold);
        await Fail(lab, phases[2], Broken);
        var hold = (await lab.Catalog.GetWorkers())[0].Hold!;
        Assert.Equal((WorkerHoldKind.TakenOut, false), (hold.Kind, hold.StopsNow));
        Assert.All(phases, p => Assert.Contains($"4x4 stabilize ({p[..8]}): no power", hold.Reason!));
        Assert.Equal(hold.Reason,
            Assert.Single(await lab.Catalog.GetEvents(100), e => e.Kind == "worker-taken-out").Text);

        await lab.Restart();
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await lab.Phase(phases[0]).Lease(Broken));
        Assert.Equal(hold, (await lab.Catalog.GetWorkers())[0].Hold);
        await lab.Catalog.ResumeWorker(Broken);
        Assert.NotNull(await lab.Phase(phases[0]).Lease(Broken));
    }

    [Fact]
    public async Task a_phase_that_fails_elsewhere_too_or_one_that_ends_well_clears_a_device()
    {
        await using var lab = await TestLab.Start();
        lab.Workers.Refuses = true;                                             // the test leases by itself
        await lab.Heartbeat();
        var phases = await ThreeReady(lab);
        await Fail(lab, phases[0], Broken);
        await Fail(lab, phases[1], Broken);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Fail(lab, phases[0], Sound);
        await Fail(lab, phases[2], Broken);
        Assert.All(await lab.Catalog.GetWorkers(), w => Assert.Null(w.Hold));
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        var plan = (await lab.Phase(phases[1]).Lease(Broken))!;
        await FakeTraining.Run(lab.Phase(phases[1]), plan);
        await Fail(lab, phases[0], Broken);
        await Fail(lab, phases[2], Broken);
        Assert.All(await lab.Catalog.GetWorkers(), w => Assert.Null(w.Hold));
    }

    [Fact]
    public async Task a_phase_that_failed_on_a_worker_goes_to_another_one_that_is_free()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Taken.Count == 1));
        var (first, plan) = lab.Workers.Taken.Single();
        await lab.Phase(plan.Phase).Release(plan.Token, "no power");
        await lab.Workers.Free(first);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Taken.Count == 2));
        Assert.NotEqual(first, lab.Workers.Taken.Last().Worker);
    }

    [Fact]
    public async Task a_phase_that_failed_waits_longer_each_time_and_says_so()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var phase = lab.Phase((await lab.Phases("s"))[0]);
        foreach (var (wait, text) in new[] { (10, "Second"), (40, "Third") })
        {
            await phase.Release((await phase.Lease(Broken))!.Token, "no power");
            var view = (await lab.View(phase))!;
            Assert.StartsWith($"{text} attempt of 3 in ", view.Trouble(lab.Clock.GetUtcNow()));
            Assert.EndsWith("because: no power.", view.Trouble(lab.Clock.GetUtcNow()));
            lab.Clock.Advance(TimeSpan.FromSeconds(wait - 2));
            Assert.Null(await phase.Lease(Broken));
            await lab.Heartbeat();
            Assert.Empty(lab.Workers.Taken);
            lab.Clock.Advance(TimeSpan.FromSeconds(2));
        }
        var plan = (await phase.Lease(Broken))!;
        await phase.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 100));
        Assert.Null((await lab.View(phase))!.Trouble(lab.Clock.GetUtcNow()));
    }

    /// <summary>The first phases of three sweeps.</summary>
    private static async Task<string[]> ThreeReady(TestLab lab)
    {
        for (var seed = 1; seed <= 3; seed++)
            await lab.Sweep($"s{seed}").Submit(Definitions.Sweep(more: $", \"seed\": {seed}"));
        return [(await lab.Phases("s1"))[0], (await lab.Phases("s2"))[0], (await lab.Phases("s3"))[0]];
    }

    private static async Task Fail(TestLab lab, string phase, string worker)
    {
        var grain = lab.Phase(phase);
        await grain.Release((await grain.Lease(worker))!.Token, "no power");
    }
}
