using System.Globalization;
using PgGanLab.Model.Tests.Training;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Memory;

public sealed class LeakTests(ITestOutputHelper output) : TorchTest
{
    private const int Steps = 1000;
    private const double MostMegabytes = 5;

    /// <summary>A whole phase as a worker trains it: steps, ticks with samples, snapshots.</summary>
    [Fact]
    public void a_thousand_steps_after_warming_up_take_no_more_memory_and_no_more_tensors()
    {
        var kimg = Steps * 1.2 * PhaseLab.Small.Minibatch.Default / 1000;
        using var lab = new PhaseLab(PhaseLab.Small with { Resolution = 8, FadeInKimg = kimg });
        var progress = new MemoryAtTicks();
        var tick = kimg / 24;
        var work = lab.Work(1, lab.Train(1), "leak") with
        {
            Evaluation = new PhaseEvaluation(TickKimg: tick, SwdKimg: 1000, SwdImages: 16, MeasureReferences: false),
            SnapshotEvery = TimeSpan.FromSeconds(0.5),
        };

        Assert.IsType<PhaseOutcome.Finished>(PhaseTrainer.Run(work, progress, CancellationToken.None));

        var first = progress.Readings[3];                                       // a sixth of the phase is warming up
        var last = progress.Readings[^1];
        Assert.InRange((last.Nimg - first.Nimg) / PhaseLab.Small.Minibatch.Default, Steps, 1.1 * Steps);
        var grown = (last.Bytes - first.Bytes) / 1e6;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{first.Bytes / 1e6:F1} MB after warming up, {grown:+0.0;-0.0} MB after {(last.Nimg - first.Nimg) / PhaseLab.Small.Minibatch.Default} more steps, {last.Tensors} live tensors"));
        Assert.InRange(grown, double.NegativeInfinity, MostMegabytes);
        Assert.All(progress.Readings, reading => Assert.Equal(first.Tensors, reading.Tensors));
    }
}
