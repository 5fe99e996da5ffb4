using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Catalog;

public sealed class CatalogTests
{
    [Fact]
    public async Task sweeps_are_listed_newest_first_before_and_after_they_end()
    {
        await using var lab = await TestLab.Start();
        foreach (var id in new[] { "a", "b", "c" })
        {
            await lab.Sweep(id).Submit(Definitions.Sweep());
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(["c", "b", "a"], (await lab.Catalog.GetSweeps()).Select(s => s.Id));
        await lab.TrainToTheEnd("a");
        await lab.Sweep("c").Cancel();
        var listed = await lab.Catalog.GetSweeps();
        Assert.Equal(["c", "b", "a"], listed.Select(s => s.Id));
        Assert.Equal(
            listed[2], (await lab.View("a")).Summary with { Varied = listed[2].Varied, BestSwd = listed[2].BestSwd });
        Assert.Equal(listed.Select(s => s.KimgTrained), (await lab.Catalog.GetSweeps()).Select(s => s.KimgTrained));
    }

    [Fact]
    public async Task ids_are_made_of_the_name()
    {
        await using var lab = await TestLab.Start();
        (string Name, string Beginning)[] examples =
        [
            ("Fashion demo", "fashion-demo-"),
            ("  Größe & Mut!  ", "gr-e-mut-"),
            ("::", "sweep-"),
            ("A very long name that nobody would want to type into a terminal",
                "a-very-long-name-that-nobody-would-want-"),
        ];
        foreach (var (name, beginning) in examples)
        {
            var id = await lab.Catalog.NewSweepId(name);
            Assert.Matches($"^{beginning}[a-z0-9]{{4}}$", id);
            await lab.Sweep(id).Submit(Definitions.Sweep());
        }
    }

    [Fact]
    public async Task any_number_of_phases_are_loaded_with_two_queries()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("x").Submit(Definitions.Sweep());
        var keys = await lab.Database.Read(db => db.Phases.OrderBy(p => p.Key).Select(p => p.Key).ToArrayAsync());
        Assert.True(keys.Length > 2);

        var queries = await lab.Commands.During(() =>
            lab.Database.Read(db => PhaseViews.Load(db, [.. keys], lab.Clock.GetUtcNow())));
        var phases = await lab.Catalog.GetPhases([.. keys, "unknown"]);

        Assert.Equal(2, queries);
        Assert.Equal(keys, phases.Select(p => p.Key));
    }

    [Fact]
    public async Task what_a_worker_trains_is_told_with_those_that_wait_for_it()
    {
        await using var lab = await TestLab.Start();
        Assert.Empty(await lab.Catalog.GetTasks());
        await lab.Sweep("x").Submit(Definitions.Sweep(experiments: 3));
        await lab.Sweep("y").Submit(Definitions.Sweep(experiments: 2));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(!lab.Workers.Taken.IsEmpty));
        await lab.Heartbeat();
        var task = Assert.Single(await lab.Catalog.GetTasks());
        Assert.Equal([new PhaseUse("x", 1, 3), new PhaseUse("y", 1, 2)], task.Uses);
        Assert.Equal("4x4 stabilize for x.1 and 4 others", task.ToString());
        await lab.Sweep("x").Cancel();
        Assert.Equal("y", Assert.Single(Assert.Single(await lab.Catalog.GetTasks()).Uses).Sweep);
    }

    [Fact]
    public async Task workers_that_fell_silent_are_gone_and_after_a_day_forgotten()
    {
        await using var lab = await TestLab.Start();
        await lab.Heartbeat();
        Assert.Equal([("host-a/cpu:0", WorkerStatus.Idle), ("host-a/cpu:1", WorkerStatus.Idle)],
            (await lab.Catalog.GetWorkers()).Select(w => (w.Name, w.Status)));
        lab.Clock.Advance(LeaseRules.Duration * 1.1);
        Assert.All(await lab.Catalog.GetWorkers(), w => Assert.Equal(WorkerStatus.Gone, w.Status));
        lab.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await lab.Catalog.GetWorkers());
    }

    [Fact]
    public async Task a_dataset_is_known_with_its_newest_content_and_only_in_its_own_folder()
    {
        await using var lab = await TestLab.Start();
        var changed = TestLab.Shapes with { Fingerprint = new string('b', 64), Images = 7 };
        await lab.Catalog.RegisterDataset(changed);
        Assert.Equal(changed, Assert.Single(await lab.Catalog.GetDatasets()));
        await Assert.ThrowsAsync<InvalidInputException>(() =>
            lab.Catalog.RegisterDataset(changed with { Fingerprint = "../elsewhere" }));
        await Assert.ThrowsAsync<InvalidInputException>(() =>
            lab.Catalog.RegisterDataset(changed with { Name = "../x" }));
    }

    [Fact]
    public async Task a_dataset_that_an_unfinished_sweep_needs_stays()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("a").Submit(Definitions.Sweep());
        await lab.Sweep("b").Submit(Definitions.Sweep());
        Assert.Equivalent(new DatasetRemoval(false, ["a", "b"]), await lab.Catalog.RemoveDataset("shapes"));
        await lab.Sweep("a").Cancel();
        await lab.TrainToTheEnd("b");
        Assert.Equivalent(new DatasetRemoval(true, []), await lab.Catalog.RemoveDataset("shapes"));
        Assert.Equivalent(new DatasetRemoval(false, []), await lab.Catalog.RemoveDataset("shapes"));
        Assert.Empty(await lab.Catalog.GetDatasets());
        Assert.Equal("dataset-removed", (await lab.Catalog.GetEvents(1))[0].Kind);
        await Assert.ThrowsAsync<InvalidInputException>(() => lab.Sweep("c").Submit(Definitions.Sweep()));
    }

    [Fact]
    public async Task phases_of_a_removed_dataset_are_trained_on_another_with_the_same_content()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("a").Submit(Definitions.Sweep());
        await lab.Sweep("a").Cancel();
        await lab.Catalog.RemoveDataset("shapes");
        await lab.Catalog.RegisterDataset(TestLab.Shapes with { Name = "forms" });
        await lab.Sweep("b").Submit(Definitions.Sweep().Replace("shapes", "forms", StringComparison.Ordinal));
        Assert.Equivalent(new DatasetRemoval(false, ["b"]), await lab.Catalog.RemoveDataset("forms"));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(!lab.Workers.Taken.IsEmpty));
        Assert.All(lab.Workers.Taken, taken => Assert.Equal("forms", taken.Plan.Dataset));
    }

    [Fact]
    public async Task observers_hear_of_changes_together_until_they_unsubscribe()
    {
        await using var lab = await TestLab.Start();
        var listener = new Listener();
        var reference = lab.Grains.CreateObjectReference<ILabObserver>(listener);
        await lab.Catalog.Subscribe(reference);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await TestLab.Eventually(() => Task.FromResult(listener.Heard.Contains(new LabChange { Sweep = "s" })));
        listener.Heard.Clear();
        for (var i = 0; i < 20; i++)
            await lab.Catalog.Publish(new LabChange { Sweep = "s" });
        await TestLab.Eventually(() => Task.FromResult(!listener.Heard.IsEmpty));
        Assert.True(listener.Heard.Count < 20);
        await lab.Catalog.Unsubscribe(reference);
        listener.Heard.Clear();
        await lab.TrainToTheEnd("s");
        Assert.Empty(listener.Heard);
    }

    [Fact]
    public async Task the_log_book_tells_what_happened_newest_first()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        await lab.TrainToTheEnd("s");
        var events = await lab.Catalog.GetEvents(100);
        Assert.Equal("sweep-finished", events[0].Kind);
        var phases = events.Where(e => e.Kind == "phase-finished").Select(e => e.Text).ToList();
        Assert.Equal(5, phases.Count);
        Assert.All(
            phases, text => Assert.Matches("^(4x4 stabilize|(8x8|16x16) (fade-in|stabilize)), trained by ", text));
        Assert.Contains(events, e => (e.Kind, e.Subject) == ("experiment-finished", "s.1"));
        Assert.Contains(events, e => (e.Kind, e.Subject) == ("sweep-accepted", "s"));
        Assert.Contains(events, e => (e.Kind, e.Subject) == ("worker-came", "host-a/cpu:0"));
        Assert.Contains(events, e => (e.Kind, e.Subject) == ("dataset-registered", "shapes"));
        Assert.Equal(2, (await lab.Catalog.GetEvents(2)).Length);
    }

    private sealed class Listener : ILabObserver
    {
        public ConcurrentQueue<LabChange> Heard { get; } = new();

        public Task Changed(LabChange change)
        {
            Heard.Enqueue(change);
            return Task.CompletedTask;
        }
    }
}
