using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class BudgetTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_budget_in_kimg_ends_a_sweep_in_order_and_a_greater_one_lets_it_go_on(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Limited("kimg", "1.4"));
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        await lab.Workers.Finish();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        var plan = lab.Workers.Held[0];
        await lab.Phase(plan.Phase).ReportTicks(plan.Token, [FakeTraining.Tick(1450)]);
        await Ended(lab, "1.45 of 1.4 kimg");
        await TestLab.Eventually(() => Task.FromResult(!lab.Workers.Stops.IsEmpty));
        Assert.Equal((plan.Phase, plan.Token), (lab.Workers.Stops.First().Phase, lab.Workers.Stops.First().Token));
        await lab.Phase(plan.Phase).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 1460));
        await lab.Phase(plan.Phase).Release(plan.Token, null);
        await lab.Workers.Free(lab.Workers.Taken.Last().Worker);
        var view = await lab.View("s");
        Assert.All(view.Experiments, e => Assert.Equal(ExperimentStatus.Unfinished, e.Status));
        Assert.Equal((1.46, 0), (view.Summary.KimgTrained, lab.Workers.Held.Count));

        await lab.Restart();
        await lab.Heartbeat();
        Assert.Equal(SweepStatus.Spent, (await lab.View("s")).Summary.Status);
        Assert.Equal("Sweep 's' could not go on with this budget: 1.46 of 1.2 kimg are used; raise it further.",
            (await Assert.ThrowsAsync<WrongStateException>(() =>
                lab.Sweep("s").SetBudget(new SweepBudget { Kimg = 1.2 }))).Message);
        Assert.Contains("raise that first",
            (await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Retry("s.1"))).Message);
        Assert.Empty(lab.Workers.Taken);
        Assert.Equal(SweepStatus.Running, (await lab.Sweep("s").SetBudget(new SweepBudget { Kimg = 100 })).Status);
        view = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 2, 7), (view.Summary.Status, view.Summary.Finished,
            Math.Round(view.Summary.KimgTrained, 6)));
        Assert.Equal(1460, lab.Workers.Taken.First().Plan.StartFrom!.Nimg);
    }

    [Fact]
    public async Task device_hours_count_while_a_device_is_held_and_only_for_the_sweep_whose_training_it_is()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Limited("deviceHours", "0.5"));
        await lab.Sweep("other").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        var plan = lab.Workers.Held[0];
        for (var minutes = 0; minutes < 29; minutes++)
        {
            lab.Clock.Advance(TimeSpan.FromMinutes(1));
            await lab.Phase(plan.Phase).Renew(plan.Token);
        }
        var summary = (await lab.View("s")).Summary;
        Assert.Equal((SweepStatus.Running, 0.48), (summary.Status, Math.Round(summary.DeviceHours, 2)));
        Assert.Equal(0, (await lab.View("other")).Summary.DeviceHours);
        lab.Clock.Advance(TimeSpan.FromMinutes(2));
        await lab.Phase(plan.Phase).Renew(plan.Token);
        await Ended(lab, "0.52 of 0.5 device-hours");
        Assert.Equal(2, (await lab.TrainToTheEnd("other")).Summary.Finished);
        Assert.All((await lab.View("s")).Experiments, e => Assert.Equal(ExperimentStatus.Finished, e.Status));
    }

    [Theory]
    [InlineData("wallHours", "2", "2 of 2 hours")]
    [InlineData("until", "\"2030-01-01 00:00\"", "it was until 2030-01-01 00:00:00 ")]
    public async Task time_ends_a_sweep_and_the_time_in_which_it_had_ended_does_not_count(
        string key, string limit, string spent)
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Limited(key, limit));
        lab.Clock.Advance(key == "until" ? TimeSpan.FromDays(365 * 4) : TimeSpan.FromHours(2));
        await Ended(lab, spent);
        lab.Clock.Advance(TimeSpan.FromHours(5));
        var summary = await lab.Sweep("s").SetBudget(new SweepBudget { WallHours = 1e6 });
        Assert.Equal(SweepStatus.Running, summary.Status);
        if (key == "wallHours")
            Assert.Equal(2, summary.WallHours, 0.01);
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Fact]
    public async Task a_sweep_that_its_budget_ended_can_be_given_up_and_starts_again_with_a_greater_one()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Limited("wallHours", "1"));
        lab.Clock.Advance(TimeSpan.FromHours(2));
        await Ended(lab, "2 of 1 hours");
        Assert.Equal(SweepStatus.Cancelled, (await lab.Sweep("s").Cancel()).Status);
        Assert.All((await lab.View("s")).Experiments, e => Assert.Equal(ExperimentStatus.Cancelled, e.Status));
        Assert.Equal("Sweep 's' has used up its budget (2 of 1 hours); raise that first.",
            (await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Retry(null))).Message);
        Assert.Equal(SweepStatus.Cancelled, (await lab.Sweep("s").SetBudget(new SweepBudget { WallHours = 9 })).Status);
        Assert.Equal(SweepStatus.Running, (await lab.Sweep("s").Retry(null)).Status);
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Fact]
    public async Task a_paused_sweep_whose_time_is_over_is_paused_when_it_goes_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Limited("wallHours", "1"));
        await lab.Sweep("s").Pause(null);
        lab.Clock.Advance(TimeSpan.FromHours(2));
        await Ended(lab, "2 of 1 hours");
        Assert.All((await lab.View("s")).Experiments, e => Assert.Equal(ExperimentStatus.Unfinished, e.Status));
        Assert.Equal(SweepStatus.Paused, (await lab.Sweep("s").SetBudget(SweepBudget.None)).Status);
        Assert.Equal(SweepStatus.Running, (await lab.Sweep("s").Resume(null)).Status);
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Fact]
    public async Task an_end_that_has_passed_is_refused_and_nothing_is_kept()
    {
        await using var lab = await TestLab.Start();
        await Assert.ThrowsAsync<InvalidInputException>(() =>
            lab.Sweep("s").Submit(Limited("until", "\"2001-01-01 00:00\"")));
        Assert.False(await lab.Sweep("s").Exists());
    }

    private static async Task Ended(TestLab lab, string spent)
    {
        await TestLab.Eventually(async () =>
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
            await lab.Scheduler.Wake();
            return (await lab.View("s")).Summary.Status == SweepStatus.Spent;
        });
        Assert.StartsWith(spent, (await lab.View("s")).Summary.Spent);
        Assert.StartsWith($"Ended by its budget: {spent}",
            Assert.Single(await lab.Catalog.GetEvents(100), e => e.Kind == "sweep-spent").Text);
        Assert.Equal(SweepStatus.Spent, (await lab.Catalog.GetSweeps()).Single(s => s.Id == "s").Status);
    }

    private static string Limited(string key, string limit) =>
        Definitions.Sweep().TrimEnd().TrimEnd('}') + $$""", "budget": { "{{key}}": {{limit}} } }""";
}
