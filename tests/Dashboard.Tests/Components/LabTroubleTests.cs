using PgGanLab.Dashboard.Components.Home;
using PgGanLab.Dashboard.Tests.Views;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class LabTroubleTests
{
    private static readonly SweepSummary Sweep = Scenes.Finished().View.Summary with { Name = "mine", Id = "mine-1", Lost = 0 };

    private static readonly DateTimeOffset Now = Sweep.EndedAt!.Value.AddHours(1);

    private static readonly Worker Sound = new()
    {
        Name = "host/cpu:0",
        Host = "host",
        Device = "cpu:0",
        Description = "",
        Threads = 1,
        Status = WorkerStatus.Idle,
        Phase = null,
        ImagesPerSecond = 0,
        SeenAt = Now,
        ImagesTrained = 0,
    };

    [Fact]
    public void a_lab_that_is_well_needs_nobody() => Assert.Empty(LabTrouble.Of([Sweep], [Sound], Now));

    [Fact]
    public void without_workers_nothing_can_be_trained() =>
        Assert.Equal("workers", Assert.Single(LabTrouble.Of([], [], Now)).Href);

    [Fact]
    public void workers_that_were_taken_out_or_are_gone_are_told_and_drained_ones_are_not()
    {
        var hold = new WorkerHold(Sound.Name, WorkerHoldKind.TakenOut, Now, Reason: "three phases failed on it.");
        Assert.Equal([("was taken out: three phases failed on it.", "failed"), ("is gone.", "diverged")],
            LabTrouble.Of([],
            [
                Sound with { Hold = hold }, Sound with { Status = WorkerStatus.Gone },
                Sound with { Hold = hold with { Kind = WorkerHoldKind.Drained } },
            ], Now).Select(t => (t.Text, t.Tone)));
    }

    [Fact]
    public void sweeps_that_lost_experiments_or_were_spent_are_told_for_a_week()
    {
        SweepSummary[] sweeps =
        [
            Sweep with { Lost = 2, Experiments = 5, Finished = 3 },
            Sweep with { Lost = 1, Experiments = 1, Finished = 0 },
            Sweep with { Status = SweepStatus.Spent, Spent = "40 of 40 device-hours" },
        ];
        Assert.Equal(
            [
                ("lost 2 of 5 experiments.", "diverged"), ("lost 1 of 1 experiment.", "failed"),
                ("was ended by its budget: 40 of 40 device-hours.", "diverged"),
            ],
            LabTrouble.Of(sweeps, [Sound], Now).Select(t => (t.Text, t.Tone)));
        Assert.Empty(LabTrouble.Of(sweeps, [Sound], Now.AddDays(8)));
        Assert.Equal(3, LabTrouble.Of(sweeps.Select(s => s with { EndedAt = null }), [Sound], Now.AddDays(8)).Length);
    }
}
