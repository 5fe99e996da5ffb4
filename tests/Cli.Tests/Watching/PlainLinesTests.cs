using PgGanLab.Cli.Watching;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Tests.Watching;

public sealed class PlainLinesTests
{
    [Fact]
    public async Task a_line_for_each_change_and_none_for_what_stays()
    {
        var lines = await Follow(
            (1, View(SweepStatus.Running, PhaseStatus.Queued, ExperimentStatus.Queued)),
            (2, View(SweepStatus.Running, PhaseStatus.Training, ExperimentStatus.Training)),
            (3, View(SweepStatus.Running, PhaseStatus.Training, ExperimentStatus.Training, nimg: 1000)),
            (12, View(SweepStatus.Running, PhaseStatus.Finished, ExperimentStatus.Training, nimg: 8000)),
            (40, View(SweepStatus.Running, PhaseStatus.Finished, ExperimentStatus.Training,
                Example.Swd(41.2, 40, 42), nimg: 8000)),
            (41, View(SweepStatus.Running, PhaseStatus.Finished, ExperimentStatus.Training,
                Example.Swd(41.2, 40, 42), nimg: 8000)),
            (55, View(SweepStatus.Finished, PhaseStatus.Finished, ExperimentStatus.Finished,
                Example.Swd(41.2, 40, 42), nimg: 8000)));

        Assert.Equal(
            [
                "[0:01] clothes-a1b2 running: 160 of 200 kimg trained, 0 training, 1 of 1 finished",
                "[0:02] 8x8 stabilize (#1 #2) starts at 0 kimg on here/cpu:0",
                "[0:12] 8x8 stabilize (#1 #2) finished at 8 kimg",
                "[0:40] #1 emaBeta@32 0.99, learningRate@32 0.001: SWD 41.2 at 32x32, 58 kimg",
                "[0:40] clothes-a1b2 running: 160 of 200 kimg trained, 1 training, 1 of 1 finished",
                "[0:55] #1 finished",
                "[0:55] clothes-a1b2 finished: 160 of 160 kimg trained, 0 training, 1 of 1 finished",
            ], lines);
    }

    [Fact]
    public async Task a_diverged_experiment_says_why()
    {
        var reason = "d_loss is NaN at nimg 4000, 8x8";
        var view = Example.Sweep(SweepStatus.Finished, Example.Experiment(1, ExperimentStatus.Diverged, reason: reason))
            with
        {
            Tree = [Example.Node("k", PhaseStatus.Diverged, 8, 4000, [1])],
        };

        var lines = await Follow((3, view));

        Assert.Equal(["[0:03] 8x8 stabilize (#1) diverged: " + reason, "[0:03] #1 diverged: " + reason], lines[..2]);
    }

    [Fact]
    public async Task phases_that_were_found_finished_are_not_reported()
    {
        var view = Example.Sweep(SweepStatus.Finished, Example.Experiment(1, ExperimentStatus.Finished)) with
        {
            Tree = [Example.Node("k", PhaseStatus.Finished, 8, 8000, [1], reused: true)],
        };

        Assert.DoesNotContain(await Follow((1, view)), line => line.Contains("8x8", StringComparison.Ordinal));
    }

    private static SweepView View(
        SweepStatus status, PhaseStatus phase, ExperimentStatus experiment, Measurement? swd = null, long nimg = 0) =>
        Example.Sweep(status, Example.Experiment(1, experiment, swd: swd))
            with
        { Tree = [Example.Node("k", phase, 8, nimg, [1, 2])] };

    private static async Task<List<string>> Follow(params (int Second, SweepView View)[] views)
    {
        var (time, lines) = (new SettableTime(), new List<string>());
        await PlainLines.Follow(Play(views, time), lines.Add, time);
        return lines;
    }

    private static async IAsyncEnumerable<SweepView> Play((int Second, SweepView View)[] views, SettableTime time)
    {
        foreach (var (second, view) in views)
        {
            await Task.Yield();
            time.Now = Example.Start.AddSeconds(second);
            yield return view;
        }
    }

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
