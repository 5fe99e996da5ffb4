using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Training;

public sealed class TickTests : TorchTest
{
    [Fact]
    public void ticks_come_every_tick_kimg_and_at_the_end()
    {
        using var lab = new PhaseLab();
        using var progress = new RecordedProgress();
        PhaseTrainer.Run(lab.Work(0, null, "a"), progress, progress.Stop);

        Assert.Equal([16, 32, 48], progress.Ticks.Select(t => t.Nimg));     // stabilizing trains its end point, 40, too
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ticks_are_the_same_however_often_a_phase_is_interrupted(int saves)
    {
        using var lab = new PhaseLab();
        var parent = lab.Train(1);
        using var undisturbed = new RecordedProgress();
        PhaseTrainer.Run(Work(parent, "undisturbed"), undisturbed, undisturbed.Stop);

        var (start, ticks) = (parent, new List<Tick>());
        PhaseOutcome outcome;
        do
        {
            using var progress = new RecordedProgress(stopAfterSaves: saves);
            outcome = PhaseTrainer.Run(Work(start, "interrupted"), progress, progress.Stop);
            start = progress.Last;
            ticks.AddRange(progress.Ticks);
        }
        while (outcome is PhaseOutcome.Stopped);

        Assert.Equal(2, ticks.Count);
        Assert.Equal(undisturbed.Ticks.Select(t => (t.Nimg, t.Alpha)), ticks.Select(t => (t.Nimg, t.Alpha)));
        Assert.All(undisturbed.Ticks.Zip(ticks), pair => Assert.Equal(pair.First.Values, pair.Second.Values));

        PhaseWork Work(CheckpointReference? from, string output) => lab.Work(1, from, output) with
        {
            SnapshotEvery = TimeSpan.Zero,
            Evaluation = new EvaluationPlan(TickKimg: 0.024, SwdKimg: 1000, SwdImages: 16, MeasureReferences: false),
        };
    }

    [Fact]
    public void a_tick_that_was_open_is_left_out_where_ticks_come_at_other_points()
    {
        using var lab = new PhaseLab();
        using var first = new RecordedProgress(stopAfterSaves: 2);
        PhaseTrainer.Run(Work(0.032, null), first, first.Stop);                 // stops in the middle of a tick
        using var checkpoint = Checkpoint.Open(first.Last);
        var open = checkpoint.Header.OpenTick!;
        Assert.Equal((null, 2), (open.From, open.Iterations));

        Assert.True(open.Fits(new Milestones(0, 0.032), 16, 8));
        Assert.False((open with { From = 8 }).Fits(new Milestones(0, 0.032), 16, 8));
        Assert.True((open with { From = 8 }).Fits(new Milestones(0, 0.008), 8, 8));
        Assert.False((open with { From = 8 }).Fits(new Milestones(0, 0.008), 16, 8));

        PhaseWork Work(double tickKimg, CheckpointReference? from) => lab.Work(0, from, "a") with
        {
            SnapshotEvery = TimeSpan.Zero,
            Evaluation = new EvaluationPlan(tickKimg, SwdKimg: 1000, SwdImages: 16, MeasureReferences: false),
        };
    }
}
