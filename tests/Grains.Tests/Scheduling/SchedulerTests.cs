using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

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
    }
}
