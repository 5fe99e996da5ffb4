namespace PgGanLab.Grains.Tests.Scheduling;

public sealed class LabelTests
{
    private const string Attic = """, "workers": { "labels": { "site": "attic" } } }""";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_sweep_that_asks_for_labels_waits_for_a_worker_that_has_them_and_says_so(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        lab.Workers.Labels["host-a/cpu:0"] = "site=cellar";
        await lab.Sweep("s").Submit(Definitions.Sweep().TrimEnd().TrimEnd('}') + Attic);
        await lab.Heartbeat();
        await TestLab.Eventually(async () =>
            (await lab.Catalog.GetEvents(100)).Any(e => e.Kind == "phase-needs-labels"));
        Assert.Empty(lab.Workers.Taken);
        Assert.Equal(
            "Its sweep asks for workers with site=attic, and none that could train it has these; it waits until one "
            + "joins.",
            (await lab.Catalog.GetEvents(100)).Single(e => e.Kind == "phase-needs-labels").Text);
        await TestLab.Eventually(async () => (await lab.Catalog.GetWorkers())[0].WhyIdle
            == "No phase that is ready fits it: 1 needs a worker with site=attic.");
        lab.Workers.Labels["host-a/cpu:1"] = "site=attic";
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.All(lab.Workers.Taken, t => Assert.Equal("host-a/cpu:1", t.Worker));
    }

    [Fact]
    public async Task a_phase_that_another_sweep_wants_too_goes_to_any_worker_that_one_of_them_allows()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1).TrimEnd().TrimEnd('}') + Attic);
        await lab.Sweep("other").Submit(Definitions.Sweep(experiments: 1));
        Assert.Equal(1, (await lab.TrainToTheEnd("other")).Summary.Finished);
        Assert.Equal(1, (await lab.View("s")).Summary.Finished);
    }
}
