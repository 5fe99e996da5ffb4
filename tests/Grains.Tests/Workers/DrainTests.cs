using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Workers;

public sealed class DrainTests
{
    private const string First = "host-a/cpu:0";
    private const string Second = "host-a/cpu:1";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_drained_worker_ends_its_phase_takes_no_other_and_stays_so_after_a_kill(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        await lab.Heartbeat();
        Assert.Equal(("draining", WorkerHoldKind.Drained), State((await lab.Catalog.DrainWorker(First, now: false))!));
        await lab.Workers.Finish();
        Assert.Empty(lab.Workers.Stops);
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        Assert.Equal(Second, lab.Workers.Taken.Last().Worker);
        Assert.Equal(("drained", WorkerHoldKind.Drained), State((await lab.Catalog.GetWorkers())[0]));
        await lab.Workers.Finish();

        await lab.Restart();
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        Assert.Equal(Second, lab.Workers.Taken.Last().Worker);
        Assert.Null(await lab.Phase(lab.Workers.Held[0].Phase).Lease(First));
        Assert.Equal("idle", WorkerText.State((await lab.Catalog.ResumeWorker(First))!));
        Assert.Equal(1, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.Equal(["worker-resumed", "worker-drained"],
            (await lab.Catalog.GetEvents(100)).Where(e => e.Subject == First && e.Kind != "worker-came")
            .Select(e => e.Kind));
    }

    [Fact]
    public async Task a_worker_drained_now_is_asked_to_stop_until_it_has_given_its_phase_back()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        var plan = lab.Workers.Held[0];
        await lab.Catalog.DrainWorker(First, now: false);
        await lab.Catalog.DrainWorker(First, now: true);
        await TestLab.Eventually(() => Task.FromResult(!lab.Workers.Stops.IsEmpty));
        Assert.Equal((First, plan.Phase, plan.Token), lab.Workers.Stops.First());
        await lab.Phase(plan.Phase).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 400));
        await lab.Phase(plan.Phase).Release(plan.Token, null);
        await lab.Workers.Free(First);
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        Assert.Equal((Second, 400),
            (lab.Workers.Taken.Last().Worker, lab.Workers.Taken.Last().Plan.StartFrom!.Nimg));
    }

    [Fact]
    public async Task a_worker_is_forgotten_when_it_is_gone_and_not_before()
    {
        await using var lab = await TestLab.Start();
        await lab.Heartbeat();
        await lab.Catalog.DrainWorker(First, now: false);
        var refusal = await Assert.ThrowsAsync<WrongStateException>(() => lab.Catalog.RemoveWorker(First));
        Assert.Equal($"Worker '{First}' is alive, seen just now; stop its host first, or drain the worker.",
            refusal.Message);
        lab.Clock.Advance(LeaseRules.Duration + TimeSpan.FromSeconds(1));
        Assert.True(await lab.Catalog.RemoveWorker(First));
        Assert.False(await lab.Catalog.RemoveWorker(First));
        Assert.Equal([Second], (await lab.Catalog.GetWorkers()).Select(w => w.Name));
        await lab.Heartbeat();
        Assert.Equal("idle", WorkerText.State((await lab.Catalog.GetWorkers())[0]));
    }

    [Fact]
    public async Task a_worker_that_the_lab_does_not_know_can_not_be_drained()
    {
        await using var lab = await TestLab.Start();
        Assert.Null(await lab.Catalog.DrainWorker("nowhere/cpu:0", now: true));
        Assert.Null(await lab.Catalog.ResumeWorker("nowhere/cpu:0"));
        Assert.DoesNotContain(await lab.Catalog.GetEvents(10), e => e.Subject == "nowhere/cpu:0");
    }

    [Fact]
    public async Task an_idle_worker_says_why()
    {
        await using var lab = await TestLab.Start();
        lab.Workers.MemoryBytes = 1_000;
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(async () =>
            (await Why(lab))?.Contains("1 KB of memory", StringComparison.Ordinal) == true);
        lab.Workers.MemoryBytes = null;
        await lab.Heartbeat();
        await TestLab.Eventually(async () =>
            await Why(lab) == "No phase is ready: what is left waits for phases before it, or to be tried again.");
        await lab.Sweep("s").Cancel();
        await TestLab.Eventually(async () => await Why(lab) is null);
    }

    private static async Task<string?> Why(TestLab lab) => (await lab.Catalog.GetWorkers()).Last().WhyIdle;

    private static (string, WorkerHoldKind?) State(Worker worker) => (WorkerText.State(worker), worker.Hold?.Kind);
}
