using System.Globalization;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Tests.Training;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Memory;

public sealed class LeakTests(ITestOutputHelper output) : TorchTest
{
    private const int Steps = 1000;

    /// <summary>
    /// Until then the runtime still compiles hot methods anew and its collector takes memory, some 10 MB in all.
    /// </summary>
    private const int WarmUp = 800;

    private const int TickSteps = 50;
    private const double MostMegabytes = 5;

    /// <summary>A whole phase as a worker trains it: steps, ticks with samples, snapshots.</summary>
    [Fact]
    public void a_thousand_steps_after_warming_up_take_no_more_memory_and_no_more_tensors()
    {
        var step = PhaseLab.Small.Minibatch.Default;
        var kimg = (WarmUp + Steps + TickSteps) * step / 1000.0;
        using var lab = new PhaseLab(PhaseLab.Small with { Resolution = 8, FadeInKimg = kimg });
        var progress = new MemoryAtTicks();
        var work = lab.Work(1, lab.Train(1), "leak") with
        {
            Evaluation = new EvaluationPlan(TickKimg: TickSteps * step / 1000.0, SwdKimg: 1000, SwdImages: 16,
                MeasureReferences: false),
            SnapshotEvery = TimeSpan.FromSeconds(0.5),
        };

        Assert.IsType<PhaseOutcome.Finished>(PhaseTrainer.Run(work, progress, CancellationToken.None));

        var start = progress.Readings[0].Nimg - TickSteps * step;
        var first = progress.Readings.First(r => r.Nimg - start >= WarmUp * step);
        var last = progress.Readings.First(r => r.Nimg - first.Nimg >= Steps * step);
        var grown = (last.Bytes - first.Bytes) / 1e6;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{first.Bytes / 1e6:F1} MB after {(first.Nimg - start) / step} steps, "
            + $"{grown:+0.0;-0.0} MB after {(last.Nimg - first.Nimg) / step} more, {last.Tensors} live tensors"));
        foreach (var (nimg, bytes, managed, _) in progress.Readings)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(nimg - start) / step} steps: {bytes / 1e6:F1} MB, of it the collector's {managed / 1e6:F1} MB"));
        Assert.InRange(grown, double.NegativeInfinity, MostMegabytes);
        Assert.All(progress.Readings, reading => Assert.Equal(first.Tensors, reading.Tensors));
    }
}
