using PgGanLab.Grains.Alerts;

namespace PgGanLab.Grains.Tests.Alerts;

public sealed class AlertsGrainTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task what_happened_is_told_once_also_when_the_lab_starts_again_in_between(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        Assert.Empty((await Alerts(lab).GetUntold(10)).Events);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        await lab.TrainToTheEnd("s");

        await lab.Restart();
        var untold = await Alerts(lab).GetUntold(10);
        Assert.Equal([("sweep-finished", "s")], untold.Events.Select(e => (e.Kind, e.Subject)));
        Assert.Equal(untold.Events, (await Alerts(lab).GetUntold(10)).Events);

        await Alerts(lab).SetTold(untold.Position);
        Assert.Empty((await Alerts(lab).GetUntold(10)).Events);
        await lab.Restart();
        Assert.Empty((await Alerts(lab).GetUntold(10)).Events);
    }

    [Fact]
    public async Task more_than_are_asked_for_come_with_the_next_call()
    {
        await using var lab = await TestLab.Start();
        await Alerts(lab).GetUntold(1);
        await lab.Database.Write(db =>
        {
            for (var i = 0; i < 3; i++)
            {
                db.Note(DateTimeOffset.UtcNow, "worker-left", $"host/cpu:{i}", "It is not heard of.");
                db.Note(DateTimeOffset.UtcNow, "worker-came", $"host/cpu:{i}", "It is no alert.");
            }
            return Task.CompletedTask;
        });
        var told = new List<string>();
        while (await Alerts(lab).GetUntold(2) is { Events.IsEmpty: false } untold)
        {
            told.AddRange(untold.Events.Select(e => e.Subject));
            await Alerts(lab).SetTold(untold.Position);
        }
        Assert.Equal(["host/cpu:0", "host/cpu:1", "host/cpu:2"], told);
    }

    [Fact]
    public async Task a_phase_is_told_by_an_experiment_that_needs_it_and_a_failure_that_is_tried_again_is_none()
    {
        await using var lab = await TestLab.Start();
        await Alerts(lab).GetUntold(10);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var phase = (await lab.Phases("s"))[0];
        await lab.Database.Write(db =>
        {
            db.Note(DateTimeOffset.UtcNow, "phase-failure", phase, "It is tried again.");
            db.Note(DateTimeOffset.UtcNow, "phase-diverged", phase, "d_loss is NaN.");
            return Task.CompletedTask;
        });
        var told = Assert.Single((await Alerts(lab).GetUntold(10)).Events);
        Assert.Equal(("phase-diverged", "s.1", "d_loss is NaN."), (told.Kind, told.Subject, told.Text));
    }

    private static IAlertsGrain Alerts(TestLab lab) => lab.Grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);
}
