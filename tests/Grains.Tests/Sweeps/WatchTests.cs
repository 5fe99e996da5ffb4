using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class WatchTests
{
    [Fact]
    public async Task watching_shows_the_sweep_now_and_at_its_end_and_then_stops()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var seen = new List<SweepView>();
        await foreach (var view in lab.Sweep("s").Watch(TestContext.Current.CancellationToken))
        {
            seen.Add(view);
            if (seen.Count == 1)
                await lab.TrainToTheEnd("s");
        }
        Assert.Equal((SweepStatus.Running, 0), (seen[0].Summary.Status, seen[0].Summary.KimgTrained));
        Assert.Equal((SweepStatus.Finished, 2), (seen[^1].Summary.Status, seen[^1].Summary.Finished));
    }

    [Fact]
    public async Task watching_ends_when_the_watcher_has_enough_and_other_calls_go_on_meanwhile()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        using var enough = new CancellationTokenSource();
        var views = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var view in lab.Sweep("s").Watch(enough.Token))
            {
                views++;
                Assert.NotNull(await lab.Sweep("s").GetView());
                await enough.CancelAsync();
            }
        });
        Assert.Equal(1, views);
    }

    [Fact]
    public async Task a_sweep_that_does_not_exist_shows_nothing()
    {
        await using var lab = await TestLab.Start();
        await foreach (var view in lab.Sweep("none").Watch(TestContext.Current.CancellationToken))
            Assert.Fail($"There is a view of {view.Summary.Id}.");
    }
}
