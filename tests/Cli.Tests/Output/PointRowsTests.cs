using PgGanLab.Cli.Output;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Output;

public sealed class PointRowsTests
{
    [Fact]
    public void a_point_has_a_row_with_its_mean_and_its_seeds_below()
    {
        var sweep = Example.Sweep(SweepStatus.Finished,
            Of(3, "0.002", 1000, ExperimentStatus.Finished, 1, 24),
            Of(1, "0.001", 1000, ExperimentStatus.Finished, 2, 26),
            Of(2, "0.001", 1001, ExperimentStatus.Finished, 3, 30),
            Of(4, "0.002", 1001, ExperimentStatus.Finished, 4, 40),
            Of(5, "0.001", 1002, ExperimentStatus.Diverged)
                with
            { Reason = "d_loss is NaN at nimg 29000, 32x32 [fade-in]" });

        Assert.Equal(
            """

             rank  run         settings             status      kimg         SWD  32 px  16 px
            ────────────────────────────────────────────────────────────────────────────────────
             1     #1, #2, #5  learningRate 0.001   2 finished        28.0 ± 2.0   27.0   29.0
                               2 of 3 seeds         1 diverged
                     #1          seed 1000          finished      29        26.0   25.0   27.0
                     #2          seed 1001          finished      29        30.0   29.0   31.0
                     #5          seed 1002          diverged      29           –      –      –
             2     #3, #4      learningRate 0.002   finished          32.0 ± 8.0   31.0   33.0
                               2 seeds
                     #3          seed 1000          finished      29        24.0   23.0   25.0
                     #4          seed 1001          finished      29        40.0   39.0   41.0

                               untrained generator                           228    210    246
                               real against real                            9.50   9.00   10.0

            Ranked at 32x32 after 58 kimg, 2,048 images each.
            A point's rank is that of the mean over its seeds, ± its standard error. The best single generator is #3's, SWD 24.0.
            #5 diverged: d_loss is NaN at nimg 29000, 32x32 [fade-in]

            """.Split('\n'), Rendering.Lines(RunTable.Of(sweep), 120));
    }

    [Fact]
    public void the_table_fits_80_columns() => Assert.All(
        Rendering.Lines(RunTable.Of([Of(1, "0.001", 1000, ExperimentStatus.Finished, 1, 126),
            Of(2, "0.001", 1001, ExperimentStatus.Finished, 2, 130)]), 80),
        line => Assert.True(line.Length <= 80, line));

    private static ExperimentSummary Of(
        int number, string rate, int seed, ExperimentStatus status, int? rank = null, double swd = 0) =>
        Example.Experiment(number, status, rank, rank is null ? null : Example.Swd(swd, swd - 1, swd + 1)) with
        {
            Name = $"learningRate {rate}, seed {seed}",
            Varied = [new("learningRate", rate), new("seed", $"{seed}")],
        };
}
