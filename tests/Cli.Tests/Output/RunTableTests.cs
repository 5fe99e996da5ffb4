using PgGanLab.Cli.Output;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Output;

public sealed class RunTableTests
{
    [Fact]
    public void experiments_are_ranked_next_to_untrained_and_floor()
    {
        var sweep = Example.Sweep(SweepStatus.Finished,
            Example.Experiment(2, ExperimentStatus.Finished, 1, Example.Swd(26.04, 24.08, 28)),
            Example.Experiment(1, ExperimentStatus.Finished, 2, Example.Swd(31, 30, 32)),
            Example.Experiment(3, ExperimentStatus.Diverged, reason: "d_loss is NaN at nimg 29000, 32x32 [fade-in]"));

        Assert.Equal(
            """

             rank  run  settings               status    kimg   SWD  32 px  16 px
            ───────────────────────────────────────────────────────────────────────
             1     #2   emaBeta@32 0.99        finished    29  26.0   24.1   28.0
                        learningRate@32 0.002
             2     #1   emaBeta@32 0.99        finished    29  31.0   30.0   32.0
                        learningRate@32 0.001
             –     #3   emaBeta@32 0.99        diverged    29     –      –      –
                        learningRate@32 0.003

                        untrained generator                     228    210    246
                        real against real                      9.50   9.00   10.0

            Ranked at 32x32 after 58 kimg, 2,048 images each.
            #3 diverged: d_loss is NaN at nimg 29000, 32x32 [fade-in]

            """.Split('\n'), Rendering.Lines(RunTable.Of(sweep), 80));
    }

    [Fact]
    public void who_became_a_copy_of_whom_stands_below()
    {
        var fork = new ForkView
        {
            Experiment = 1,
            Source = 2,
            Resolution = 16,
            Kimg = 24,
            Swd = 31,
            SourceSwd = 26,
            Place = 2,
            Compared = 2,
            Changes = [new SettingChange("learningRate@32", "0.002", "0.0024")],
            Phase = new string('a', 64),
        };
        var sweep = Example.Sweep(SweepStatus.Finished,
            Example.Experiment(1, ExperimentStatus.Finished, 1, Example.Swd(26, 24, 28)) with { Lineage = [fork] });
        Assert.Contains(
            "#1 became a copy of #2 at 16x16 after 24 kimg: its SWD 31.0 was the 2nd of 2, that of #2 26.0. It went on with "
            + "learningRate@32 0.0024 in place of 0.002.", Rendering.Lines(RunTable.Of(sweep), 200));
    }

    [Fact]
    public void what_a_longer_run_reached_stands_below_and_is_not_compared()
    {
        var text = string.Join('\n', Rendering.Lines(RunTable.Of(
        [
            Example.Experiment(1, ExperimentStatus.Finished, 1, Example.Swd(31, 30, 32)),
            Example.Experiment(2, ExperimentStatus.Finished, null, Example.Swd(21.5, 20, 23, nimg: 116_000)),
        ]), 120));

        Assert.Contains(
            "Ranked at 32x32 after 58 kimg, 2,048 images each.\n#2 reached SWD 21.5 at 32x32 after 116 kimg: "
            + "not compared with the others.",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public void a_floor_of_fewer_images_says_so()
    {
        var sweep = Example.Sweep(
            SweepStatus.Finished, Example.Experiment(1, ExperimentStatus.Finished, 1, Example.Swd(26, 24, 28)));

        var lines = Rendering.Lines(RunTable.Of(sweep with { FloorSwd = sweep.FloorSwd! with { Images = 955 } }), 80);

        Assert.Contains("(955 images each)",
            lines[Array.FindIndex(lines, l => l.Contains("real against real", StringComparison.Ordinal)) + 1],
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "(2,048 images each)", string.Concat(Rendering.Lines(RunTable.Of(sweep), 80)), StringComparison.Ordinal);
    }

    [Fact]
    public void the_table_fits_80_columns()
    {
        var sweep = Example.Sweep(
            SweepStatus.Finished, Example.Experiment(1, ExperimentStatus.Finished, 1, Example.Swd(26, 24, 28)));

        Assert.All(Rendering.Lines(RunTable.Of(sweep), 80), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void below_16_px_there_is_no_level_and_no_number()
    {
        var lines = Rendering.Lines(RunTable.Of([Example.Experiment(1, ExperimentStatus.Training)]), 80);

        Assert.DoesNotContain("px", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("–", lines[3], StringComparison.Ordinal);
    }
}
