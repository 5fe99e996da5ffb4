using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Scheduling;

public sealed class SchedulerTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_sweep_is_trained_to_its_end_and_shared_phases_once(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3));
        var view = await lab.TrainToTheEnd("s");
        Assert.Empty(lab.Workers.Failures);
        Assert.Equal(SweepStatus.Finished, view.Summary.Status);
        Assert.All(view.Experiments, e => Assert.Equal(ExperimentStatus.Finished, e.Status));
        Assert.Equal(9, lab.Workers.Taken.Count);
        Assert.Equal(9, lab.Workers.Taken.Select(t => t.Plan.Phase).Distinct().Count());
        Assert.Equal((15, 9, 0), (view.Summary.KimgRequested, view.Summary.KimgTrained, view.Summary.KimgLeft));
        Assert.Equal(["s.1", "s.2", "s.3"], view.Experiments.Select(e => e.Id));
        Assert.Equal([10, 20, 30], view.Experiments.Select(e => Math.Round(e.Swd!.Average, 6)));
        Assert.Equal((300, 5), (view.UntrainedSwd!.Average, view.FloorSwd!.Average));
        Assert.All(view.Experiments, e => Assert.NotNull(e.Checkpoint));
    }

    [Fact]
    public async Task older_sweeps_come_first_and_one_phase_is_given_to_one_worker()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("older").Submit(Definitions.Sweep(more: ", \"seed\": 1"));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await lab.Sweep("younger").Submit(Definitions.Sweep(more: ", \"seed\": 2"));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 2));
        Assert.Equal([(await lab.Phases("older"))[0], (await lab.Phases("younger"))[0]],
            lab.Workers.Taken.OrderBy(t => t.Worker).Select(t => t.Plan.Phase));
        await lab.Heartbeat();
        Assert.Equal(2, lab.Workers.Taken.Count);
    }

    [Fact]
    public async Task a_host_that_hangs_keeps_nobody_from_working_and_its_late_lease_is_given_back()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(more: ", \"seed\": 1"));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await lab.Sweep("t").Submit(Definitions.Sweep(more: ", \"seed\": 2"));
        await lab.Sweep("u").Submit(Definitions.Sweep(more: ", \"seed\": 3"));
        var stuck = (await lab.Phases("s"))[0];
        lab.Hanging.Hang(stuck);
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1), seconds: 2);
        await TestLab.Eventually(async () =>
        {
            await lab.Heartbeat();                                  // its worker is heard of, so it is offered another
            return lab.Workers.Held.Count == 2;
        });
        Assert.DoesNotContain(stuck, lab.Workers.Taken.Select(t => t.Plan.Phase));
        lab.Hanging.GoOn(stuck);
        await TestLab.Eventually(async () => await lab.Database.Read(db => db.Phases
            .AnyAsync(p => p.Key == stuck && p.LastToken == 1 && p.LeaseWorker == null)));
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_sweep_is_put_before_others_while_it_runs(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1, more: ", \"seed\": 1"));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await lab.Sweep("t").Submit(Definitions.Sweep(experiments: 1, more: ", \"seed\": 2"));
        Assert.Equal(3, (await lab.Sweep("t").SetPriority(3, null)).Priority);
        Assert.Equal(3, (await lab.View("t")).Summary.Priority);
        await Assert.ThrowsAsync<InvalidInputException>(() => lab.Sweep("t").SetPriority(101, null));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => lab.Sweep("none").SetPriority(1, null));
        Assert.Equal((await lab.Phases("t"))[0], (await Next(lab)).Phase);
        await lab.Sweep("t").SetPriority(-1, null);
        Assert.Equal((await lab.Phases("s"))[0], (await Next(lab)).Phase);
        Assert.Equal(2, (await Events(lab, "sweep-priority")).Length);
    }

    [Fact]
    public async Task what_trains_makes_way_for_a_sweep_that_is_put_before_it_and_keeps_its_work()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1, more: ", \"seed\": 1"));
        await lab.Sweep("other").Submit(Definitions.Sweep(experiments: 1, more: ", \"seed\": 3"));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 2));
        await lab.Sweep("t").Submit(Definitions.Sweep(experiments: 1, more: ", \"seed\": 2"));
        await lab.Heartbeat();
        Assert.Empty(lab.Workers.Stops);                                        // among equals nobody makes way
        await lab.Sweep("other").SetPriority(1, null);
        await lab.Sweep("t").SetPriority(1, null);
        await TestLab.Eventually(() => Task.FromResult(!lab.Workers.Stops.IsEmpty));
        var (worker, phase, token) = Assert.Single(lab.Workers.Stops.Distinct());
        Assert.Equal((await lab.Phases("s"))[0], phase);
        Assert.Single(await Events(lab, "phase-made-way"));
        var plan = lab.Workers.Taken.Single(t => t.Plan.Phase == phase).Plan;
        await lab.Phase(phase).ReportSnapshot(token, FakeTraining.Snapshot(plan, 500));
        await lab.Phase(phase).Release(token, null);
        await lab.Workers.Free(worker);
        var first = (await lab.Phases("t"))[0];
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Any(p => p.Phase == first)));
        Assert.Equal(1, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.Equal(500, lab.Workers.Taken.Last(t => t.Plan.Phase == phase).Plan.StartFrom!.Nimg);
        Assert.Equal(5, (await lab.View("s")).Summary.KimgTrained);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task an_experiment_is_put_before_others_of_its_sweep(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3));
        var tree = (await lab.View("s")).Tree;
        foreach (var shared in tree.Where(n => n.Experiments.Length == 3))
            await lab.Train(shared.Phase.Key);
        var wanted = tree.First(n => n.Experiments is [3]).Phase.Key;
        await lab.Sweep("s").SetPriority(2, "s.3");
        Assert.Equal(wanted, (await Next(lab)).Phase);
        Assert.Equal(2, (await lab.Experiment("s.3").GetSummary())!.Priority);
        Assert.Single(await Events(lab, "experiment-priority"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => lab.Sweep("s").SetPriority(1, "s.9"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task device_time_is_shared_between_sweeps_and_a_new_one_begins_beside_the_one_that_had_least(
        DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1, more: ", \"seed\": 1"));
        var first = await TrainFor(lab, "s", seconds: 100);
        await lab.Sweep("t").Submit(Definitions.Sweep(experiments: 1, more: ", \"seed\": 2"));
        var standings = await lab.Database.Read(SweepShares.Running);
        Assert.Equal([("s", 0), ("t", 0)], standings.Select(s => (s.Id, s.Id == "s" ? s.From : s.Seconds)));
        Assert.InRange(standings[0].Seconds, 100, 400);
        Assert.Equal(standings[0].Seconds, standings[1].From);
        await TrainFor(lab, "t", seconds: 1000);
        Assert.Equal((await lab.Phases("s"))[1], (await Next(lab)).Phase);
        await lab.Heartbeat();                                                  // now it is known what the worker is
        var rate = Assert.Single(await lab.Database.Read(async db => await RatesOnRecord.Load(db)));
        Assert.Equal(("Fake, 1 thread", 4, 10, 16, "float32"),
            (rate.Device, rate.Resolution, Math.Round(rate.SecondsPerKimg, 6), rate.Minibatch, rate.Precision));
        Assert.Equal(TrainingLoad.Of(first.Recipe).FlopsPerImage, rate.FlopsPerImage);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task after_a_kill_the_new_process_goes_on_at_once_from_the_snapshot(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        var before = lab.Workers.Held[0];
        await lab.Phase(before.Phase).ReportSnapshot(before.Token, FakeTraining.Snapshot(before, 400));
        await lab.Restart();
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1), seconds: 4);
        var after = lab.Workers.Held[0];
        Assert.Equal((before.Phase, 400), (after.Phase, after.StartFrom!.Nimg));
        await Assert.ThrowsAsync<LeaseLostException>(() => lab.Phase(before.Phase).Renew(before.Token));
        await lab.Workers.Finish();
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Fact]
    public async Task an_end_that_was_stored_counts_even_if_the_worker_never_heard_so()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var root = lab.Phase((await lab.Phases("s"))[0]);
        var plan = (await root.Lease("host-a/cpu:0"))!;
        lab.Crash.AfterNextCommit();
        await Assert.ThrowsAsync<KilledException>(() => root.Complete(plan.Token, FakeTraining.Final(plan)));
        await lab.Restart();
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.DoesNotContain(plan.Phase, lab.Workers.Taken.Select(t => t.Plan.Phase));
    }

    [Fact]
    public async Task a_worker_that_is_not_heard_of_loses_its_phase_to_another_one()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        lab.Clock.Advance(LeaseRules.Duration);
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 2));
        Assert.Equal(["host-a/cpu:0", "host-a/cpu:1"], lab.Workers.Taken.Select(t => t.Worker));
        Assert.Contains(await lab.Catalog.GetEvents(20), e => e.Kind == "lease-expired");
    }

    [Fact]
    public async Task a_worker_that_goes_away_leases_nothing_and_is_asked_again_when_it_is_heard_of()
    {
        await using var lab = await TestLab.Start();
        lab.Workers.Refuses = true;
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        var root = (await lab.Phases("s"))[0];
        await TestLab.Eventually(() => Task.FromResult(!lab.Workers.Refused.IsEmpty));
        Assert.Equal(0,
            await lab.Database.Read(db => db.Phases.Where(p => p.Key == root).Select(p => p.LastToken).SingleAsync()));
        lab.Workers.Refuses = false;
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Fact]
    public async Task a_phase_that_no_worker_has_the_memory_for_waits_for_a_larger_one_and_says_so_once()
    {
        await using var lab = await TestLab.Start();
        lab.Workers.MemoryBytes = 1_000;
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(async () => (await TooLarge(lab)).Length == 1);
        await lab.Heartbeat();
        await lab.Scheduler.Wake();
        Assert.Empty(lab.Workers.Taken);
        Assert.All(await lab.Catalog.GetWorkers(), w => Assert.Equal(1_000, w.MemoryBytes));
        Assert.Matches(
            "^It needs [0-9]+ KB of device memory, but the largest worker, host-a/cpu:[01], has 1 KB; "
            + "it waits until a larger one joins.$",
            (await TooLarge(lab))[0].Text);
        lab.Workers.MemoryBytes = 100_000_000;
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.Single(await TooLarge(lab));
    }

    [Fact]
    public async Task a_float16_sweep_is_accepted_and_its_float16_phases_wait_for_a_cuda_worker_and_say_so_once()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s")
            .Submit(Definitions.Sweep(more: ", \"lowPrecision\": \"float16\", \"lowPrecisionFrom\": 8"));
        var phases = await lab.Phases("s");
        lab.Workers.TrainByThemselves();
        await lab.Heartbeat();
        await TestLab.Eventually(async () => (await Events(lab, "phase-needs-cuda")).Length == 1);
        await lab.Heartbeat();
        await lab.Scheduler.Wake();
        Assert.Equal([phases[0]], lab.Workers.Taken.Select(t => t.Plan.Phase));
        Assert.Null(await lab.Phase(phases[1]).Lease("host-a/cpu:0"));
        var said = Assert.Single(await Events(lab, "phase-needs-cuda"));
        Assert.Equal(phases[1], said.Subject);
        Assert.Equal(
            "Its lowPrecision float16 is for CUDA devices only, and none of the lab's workers is one; "
            + "it waits until a CUDA worker joins.",
            said.Text);

        lab.Workers.Join("cuda:0");
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.All(lab.Workers.Taken.Skip(1), t => Assert.Equal("host-a/cuda:0", t.Worker));
    }

    [Fact]
    public async Task a_silo_that_says_goodbye_frees_its_phases()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        await lab.Scheduler.Leave(TestLab.Silo, lab.Workers.Incarnation);
        Assert.All(await lab.Catalog.GetWorkers(), w => Assert.Equal(WorkerStatus.Gone, w.Status));
        Assert.Equal(PhaseStatus.Queued, (await lab.View(lab.Phase(lab.Workers.Held[0].Phase)))!.Status);
        Assert.NotNull(await lab.Phase(lab.Workers.Held[0].Phase).Lease("host-b/cpu:0"));
    }

    [Fact]
    public async Task workers_of_another_host_can_not_be_spoken_for()
    {
        await using var lab = await TestLab.Start();
        await Assert.ThrowsAsync<ArgumentException>(() =>
            lab.Scheduler.Heartbeat("host-b", "1", lab.Workers.DescribeAll()));
        Assert.Empty(await lab.Catalog.GetWorkers());
    }

    [Fact]
    public async Task a_round_costs_the_same_few_queries_for_two_hundred_experiments()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("small").Submit(Definitions.Sweep(experiments: 1));
        var small = await Queries(lab);
        await lab.Sweep("large").Submit(Definitions.Sweep(experiments: 200, more: ", \"seed\": 7"));
        Assert.Equal(small, await Queries(lab));
        Assert.InRange(small.View, 1, 12);
        Assert.Equal(200, (await lab.View("large")).Experiments.Length);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task times_go_by_measured_rates_on_the_present_workers(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var other = Definitions.Sweep(more: ", \"seed\": 2");
        Assert.Null((await lab.Catalog.Preview(other)).Time);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        lab.Clock.Advance(TimeSpan.FromSeconds(6));
        var assumed = (await lab.Catalog.Preview(other)).Time!;
        Assert.Equal((9, 2), (Math.Round(assumed.Most / assumed.Least, 6), assumed.Workers));
        Assert.Null((await lab.View("s")).Summary.SecondsLeft);
        await lab.TrainToTheEnd("s");                                           // a kimg of each load takes 10 s
        lab.Clock.Advance(TimeSpan.FromSeconds(31));
        await lab.Heartbeat();
        var measured = (await lab.Catalog.Preview(other)).Time!;
        Assert.Equal((50, 50, 70), (Math.Round(measured.Least, 6), Math.Round(measured.Most, 6),
            Math.Round(measured.DeviceSeconds, 6)));
        await lab.Sweep("t").Submit(other);
        var view = await lab.View("t");
        Assert.Equal(50, view.Summary.SecondsLeft!.Value, 6);
        Assert.All(view.Experiments, e => Assert.Equal(50, e.SecondsLeft!.Value, 6));
        Assert.Null((await lab.View("s")).Summary.SecondsLeft);
    }

    /// <summary>A worker holds a sweep's first phase for a while, and trains it to its end.</summary>
    private static async Task<TrainingPlan> TrainFor(TestLab lab, string sweep, double seconds)
    {
        var phase = lab.Phase((await lab.Phases(sweep))[0]);
        var plan = (await phase.Lease("host-a/cpu:0"))!;
        lab.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await FakeTraining.Run(phase, plan);
        return plan;
    }

    /// <summary>What the scheduler would give to a worker that is free now.</summary>
    private static async Task<Assignment> Next(TestLab lab)
    {
        var board = await lab.Database.Read(db =>
            ScheduleBoard.Load(db, lab.Clock.GetUtcNow(), new DeviceNeeds(), new RecentRates(lab.Clock)));
        return SchedulingRules.Assign(
            new PhaseQueue(board.Ready), new WorkerPool(new IdleWorker("w")), board.Shares).Single();
    }

    private static Task<LabEvent[]> TooLarge(TestLab lab) => Events(lab, "phase-too-large");

    private static async Task<LabEvent[]> Events(TestLab lab, string kind) =>
        [.. (await lab.Catalog.GetEvents(100)).Where(e => e.Kind == kind)];

    /// <summary>Queries of the scheduler's board and of the newest sweep's page.</summary>
    private static async Task<(int Board, int View)> Queries(TestLab lab)
    {
        var newest = (await lab.Catalog.GetSweeps())[0].Id;
        return (
            await lab.Commands.During(() =>
                lab.Database.Read(db => ScheduleBoard.Load(db, lab.Clock.GetUtcNow(), new DeviceNeeds(),
                    new RecentRates(lab.Clock)))),
            await lab.Commands.During(() =>
                lab.Database.Read(async db => await SweepViews.Load(db, newest, lab.Clock.GetUtcNow(),
                    await new RecentPaces(lab.Clock).Load(db)))));
    }
}
