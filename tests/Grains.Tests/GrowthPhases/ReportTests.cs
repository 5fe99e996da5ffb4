using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Tests.GrowthPhases;

public sealed class ReportTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task ticks_that_come_twice_are_stored_once(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var (phase, plan) = await Leased(lab);
        await phase.ReportTicks(plan.Token, [FakeTraining.Tick(100), FakeTraining.Tick(200)]);
        await phase.ReportTicks(plan.Token, [FakeTraining.Tick(200, loss: 2), FakeTraining.Tick(300)]);
        var ticks = (await lab.Experiment("s.1").GetTicks(100))!;
        Assert.Equal([0.1, 0.2, 0.3], ticks.Kimg);
        Assert.Equal([1, 2, 1], ticks.Columns["d_loss"]);
    }

    [Fact]
    public async Task ticks_that_come_twice_count_once_in_rates()
    {
        await using var lab = await TestLab.Start();
        var (phase, plan) = await Leased(lab);
        await phase.ReportTicks(plan.Token, [FakeTraining.Tick(100), FakeTraining.Tick(200)]);
        var once = await lab.Database.Read(db => db.Rates.SingleAsync());
        await phase.ReportTicks(plan.Token, [FakeTraining.Tick(100), FakeTraining.Tick(200)]);
        var twice = await lab.Database.Read(db => db.Rates.SingleAsync());
        Assert.Equal((once.Images, once.Seconds), (twice.Images, twice.Seconds));
        await phase.ReportTicks(plan.Token, [FakeTraining.Tick(200), FakeTraining.Tick(300)]);
        Assert.Equal(once.Seconds * 0.8 + 1, (await lab.Database.Read(db => db.Rates.SingleAsync())).Seconds, 1e-9);
    }

    [Fact]
    public async Task a_loss_that_is_not_a_number_is_kept_as_such()
    {
        await using var lab = await TestLab.Start();
        var (phase, plan) = await Leased(lab);
        await phase.ReportTicks(
            plan.Token, [FakeTraining.Tick(100, double.NaN), FakeTraining.Tick(200, double.NegativeInfinity)]);
        Assert.Equal(
            [double.NaN, double.NegativeInfinity], (await lab.Experiment("s.1").GetTicks(100))!.Columns["d_loss"]);
    }

    [Fact]
    public async Task curves_are_thinned_to_what_is_asked_for()
    {
        await using var lab = await TestLab.Start();
        var (phase, plan) = await Leased(lab);
        await phase.ReportTicks(
            plan.Token, [.. Enumerable.Range(1, 900).Select(i => FakeTraining.Tick(i, i == 617 ? 50 : 1))]);
        var ticks = (await lab.Experiment("s.1").GetTicks(20))!;
        Assert.Equal(20, ticks.Kimg.Length);
        Assert.Contains(50, ticks.Columns["d_loss"]);
        Assert.All(ticks.Columns.Values, column => Assert.Equal(20, column.Length));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task ms_ssim_is_kept_beside_swd_where_it_was_measured(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var (phase, plan) = await Leased(lab);
        var swd = FakeTraining.Swd(plan, 500);
        await phase.ReportSwd(plan.Token, swd with { MsSsim = null });
        Assert.Null((await lab.View(phase))!.Swd!.MsSsim);
        await phase.ReportSwd(plan.Token, swd with { MsSsim = 0.2854 });
        await phase.ReportReferences(plan.Token, swd with { MsSsim = 0.9 }, swd with { MsSsim = 0.28 });
        Assert.Equal(0.2854, (await lab.View(phase))!.Swd!.MsSsim);
        Assert.Equal([0.9, 0.28], await lab.Database.Read(async db =>
            new[] { (await db.SwdUntrained.SingleAsync()).Swd.MsSsim, (await db.SwdFloors.SingleAsync()).Swd.MsSsim }));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_split_for_want_of_memory_is_noted_once_with_its_phase_resolution_and_both_sizes(
        DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var (phase, plan) = await Leased(lab);
        PhaseSplit[] splits = [new(160, 0, 16, 8), new(160, 1, 8, 4)];
        foreach (var split in (PhaseSplit[])[splits[0], splits[0], splits[1]])
            await phase.ReportSplit(plan.Token, split);
        await Assert.ThrowsAsync<LeaseLostException>(() => phase.ReportSplit(plan.Token - 1, new(176, 0, 4, 2)));
        var noted = (await lab.Catalog.GetEvents(100)).Where(e => e.Kind == "phase-split").Reverse().ToArray();
        Assert.Equal(
            [
                "4x4 stabilize: at nimg 160 worker host-a/cpu:0 had no memory for 16 images at once; "
                + "it takes at most 8 from there on.",
                "4x4 stabilize: at nimg 160 worker host-a/cpu:0 had no memory for 8 images at once; "
                + "it takes at most 4 from there on.",
            ],
            noted.Select(e => e.Text));
        Assert.All(noted, e => Assert.Equal(plan.Phase, e.Subject));
        await phase.Release(plan.Token, null);
        Assert.Equal(splits, (await phase.Lease("host-a/cpu:1"))!.Splits);
    }

    [Fact]
    public async Task what_can_not_be_of_the_phase_is_refused_and_nothing_is_kept()
    {
        await using var lab = await TestLab.Start();
        var (phase, plan) = await Leased(lab);
        var swd = FakeTraining.Swd(plan, 500);
        var snapshot = FakeTraining.Snapshot(plan, 500);
        Func<Task>[] reports =
        [
            () => phase.ReportTicks(plan.Token, [FakeTraining.Tick(-1)]),
            () => phase.ReportTicks(plan.Token, [FakeTraining.Tick(1_000_000)]),
            () => phase.ReportTicks(plan.Token, [FakeTraining.Tick(200), FakeTraining.Tick(100)]),
            () => phase.ReportTicks(plan.Token, [FakeTraining.Tick(200) with { ImagesPerSecond = double.NaN }]),
            () => phase.ReportSwd(plan.Token, swd with { Resolution = 32 }),
            () => phase.ReportSwd(plan.Token, swd with { Average = double.NaN }),
            () => phase.ReportSwd(plan.Token, swd with { Levels = swd.Levels.Clear() }),
            () => phase.ReportSwd(plan.Token, swd with { MsSsim = double.NaN }),
            () => phase.ReportSplit(plan.Token, new(500, 0, 8, 8)),
            () => phase.ReportSplit(plan.Token, new(500, 0, 8, 0)),
            () => phase.ReportSplit(plan.Token, new(-1, 0, 8, 4)),
            () => phase.ReportSnapshot(plan.Token, snapshot with { Final = true }),
            () => phase.ReportSnapshot(plan.Token, snapshot with { Sha256 = "abc" }),
            () => phase.ReportSnapshot(plan.Token, snapshot with { Bytes = 0 }),
            () => phase.ReportSnapshot(plan.Token, snapshot with { Phase = new string('0', 64) }),
            () => phase.Complete(plan.Token, FakeTraining.Final(plan) with { Final = false }),
        ];
        foreach (var report in reports)
            Assert.Contains(plan.Phase, (await Assert.ThrowsAsync<ArgumentException>(report)).Message);
        Assert.Equal(0, (await lab.View(phase))!.Nimg);
        Assert.Equal((0, 0, 0),
            await lab.Database.Read(db => Task.FromResult((db.Ticks.Count(), db.Swd.Count(), db.Checkpoints.Count()))));
    }

    [Fact]
    public async Task paths_that_lead_out_of_the_phase_are_refused()
    {
        await using var lab = await TestLab.Start();
        var (phase, plan) = await Leased(lab);
        var folder = $"phases/{plan.Phase[..2]}/{plan.Phase}";
        foreach (var bad in new[]
        {
            "/etc/passwd", "../lab.db", "phases/00/0000.safetensors", $"{folder}", $"{folder}/../x", $"{folder}//x",
            $"{folder}x/y"
        })
        {
            await Assert.ThrowsAsync<ArgumentException>(() =>
                phase.ReportSample(plan.Token, FakeTraining.Sample(plan, 500) with { Path = bad }));
            await Assert.ThrowsAsync<ArgumentException>(() =>
                phase.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 500) with { Path = bad }));
        }
    }

    [Fact]
    public async Task the_worker_may_delete_all_but_the_two_newest_snapshots_and_one_of_a_finished_phase()
    {
        await using var lab = await TestLab.Start();
        var (phase, plan) = await Leased(lab);
        Assert.Empty(await phase.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 100)));
        Assert.Empty(await phase.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 200)));
        Assert.Equal([FakeTraining.Snapshot(plan, 100).Path],
            await phase.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 300)));
        Assert.Equal(
            [FakeTraining.Snapshot(plan, 200).Path], await phase.Complete(plan.Token, FakeTraining.Final(plan)));
        var kept = (await lab.Experiment("s.1").GetView())!.Checkpoints;
        Assert.Equal([FakeTraining.Final(plan).Path, FakeTraining.Snapshot(plan, 300).Path], kept.Select(c => c.Path));
    }

    [Fact]
    public async Task a_phase_given_back_goes_on_from_its_newest_snapshot()
    {
        await using var lab = await TestLab.Start();
        var (phase, plan) = await Leased(lab);
        await phase.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 400));
        await phase.ReportTicks(plan.Token, [FakeTraining.Tick(600)]);
        await phase.Release(plan.Token, null);
        var again = (await phase.Lease("host-a/cpu:1"))!;
        Assert.Equal(400, again.StartFrom!.Nimg);
        Assert.Equal(400, (await lab.View(phase))!.Nimg);
    }

    private static async Task<(IGrowthPhaseGrain Phase, TrainingPlan Plan)> Leased(TestLab lab)
    {
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var phase = lab.Phase((await lab.Phases("s"))[0]);
        return (phase, (await phase.Lease("host-a/cpu:0"))!);
    }
}
