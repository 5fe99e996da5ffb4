using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class RemoveTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_sweep_goes_with_what_no_other_sweep_has(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("one").Submit(Definitions.Sweep(experiments: 1));
        await lab.TrainToTheEnd("one");
        await lab.Sweep("two").Submit(Definitions.Sweep(experiments: 2));
        var two = await lab.TrainToTheEnd("two");
        var own = two.Tree.Where(n => n.Experiments is [2]).Select(n => n.Phase.Key).ToArray();
        Assert.Equal(2, own.Length);

        var removal = await lab.Sweep("two").Remove();

        Assert.Equal(new SweepRemoval("two", 2, 2000), removal);
        Assert.Null(await lab.Sweep("two").GetView());
        Assert.Equal("one", Assert.Single(await lab.Catalog.GetSweeps()).Id);
        Assert.Equal(own, await lab.Catalog.FindUnknownPhases([.. two.Tree.Select(n => n.Phase.Key)]));
        var one = await lab.View("one");
        Assert.Equal((1, 1), (one.Summary.Finished, one.Experiments[0].Rank));
        Assert.Contains(await lab.Catalog.GetEvents(10), e => e is { Kind: "sweep-removed", Subject: "two" });

        lab.Workers.Taken.Clear();
        await lab.Sweep("two").Submit(Definitions.Sweep(experiments: 2));
        Assert.Equal(2, (await lab.TrainToTheEnd("two")).Summary.Finished);
        Assert.Equal(own, lab.Workers.Taken.Select(t => t.Plan.Phase));
        Assert.Equal(5, (await lab.Sweep("one").Remove()).Phases + (await lab.Sweep("two").Remove()).Phases - 2);
        Assert.Empty(await lab.Catalog.GetSweeps());
    }

    [Fact]
    public async Task a_sweep_that_runs_or_is_still_stopping_stays()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        var refusal = await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Remove());
        Assert.Equal("Sweep 's' is running; cancel it or let it finish first.", refusal.Message);

        await lab.Sweep("s").Cancel();
        var busy = await Assert.ThrowsAsync<StillStoppingException>(() => lab.Sweep("s").Remove());
        Assert.StartsWith("Worker host-a/cpu:", busy.Message, StringComparison.Ordinal);

        var plan = lab.Workers.Held[0];
        await lab.Phase(plan.Phase).Release(plan.Token, null);
        Assert.Equal(7, (await lab.Sweep("s").Remove()).Phases);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => lab.Sweep("s").Remove());
    }

    [Fact]
    public async Task one_that_ended_goes_while_a_lost_checkpoint_of_it_is_made_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var end = (await lab.TrainToTheEnd("s")).Experiments[0].Checkpoint!;
        var phase = lab.Phase((await lab.Phases("s"))[^1]);
        lab.Workers.Refuses = true;
        await phase.ReportDamage(end, "unreadable");
        TrainingPlan? plan = null;
        await TestLab.Eventually(async () => (plan = await phase.Lease("host-a/cpu:0")) is not null);
        Assert.Equal(5, (await lab.Sweep("s").Remove()).Phases);
        await Assert.ThrowsAsync<LeaseLostException>(() => phase.Renew(plan!.Token));
        await Assert.ThrowsAsync<LeaseLostException>(() => phase.Release(plan!.Token, null));
    }
}
