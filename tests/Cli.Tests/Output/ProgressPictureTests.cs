using PgGanLab.Cli.Output;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Output;

public sealed class ProgressPictureTests
{
    private static readonly SweepView Sweep = Example.Sweep(SweepStatus.Running,
        Example.Experiment(1, ExperimentStatus.Training, swd: Example.Swd(41.2, 40, 42)),
        Example.Experiment(2, ExperimentStatus.Queued));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void the_picture_fits_the_terminal(int width) =>
        Assert.All(Lines(Sweep, width, 40), line => Assert.True(line.Length <= width, line));

    [Theory]
    [InlineData(-1, "0:00")]
    [InlineData(59.6, "1:00")]
    [InlineData(725, "12:05")]
    [InlineData(3730, "1:02:10")]
    [InlineData(90_000, "25:00:00")]
    public void elapsed_time_reads_as_a_clock(double seconds, string text) =>
        Assert.Equal(text, ProgressPicture.Clock(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void a_name_that_an_author_gave_says_more_than_settings()
    {
        var experiment = Example.Experiment(2, ExperimentStatus.Queued);
        Assert.Equal("#2 emaBeta@32 0.99 · learningRate@32 0.002", experiment.Title());
        Assert.Equal("#2 (b) + progressive growing", (experiment with { Name = "(b) + progressive growing" }).Title());
    }

    [Fact]
    public void a_training_experiment_shows_phase_alpha_kimg_rate_swd_and_time_left()
    {
        var lines = Lines(Sweep, 120, 40);

        Assert.Equal("clothes-a1b2  1:05  160 of 200 kimg trained (232 asked for)", lines[0]);
        var row = Assert.Single(lines, line => line.Contains("#1", StringComparison.Ordinal));
        Assert.Equal(
            ["#1", "emaBeta@32 0.99, learningRate@32 0.001", "32x32 fade-in 0.44",
                new string('━', 11) + new string('─', 11), "29", "189", "41.2", "2 min"],
            row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void in_a_narrow_terminal_the_bar_stands_under_the_phase()
    {
        var lines = Lines(Sweep, 80, 40);

        var row = Array.FindIndex(lines, line => line.Contains("#1", StringComparison.Ordinal));
        Assert.Contains("32x32 fade-in 0.44", lines[row], StringComparison.Ordinal);
        Assert.Contains(new string('━', 10) + new string('─', 10), lines[row + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void a_long_sweep_shows_what_trains_and_counts_the_rest()
    {
        var many = Example.Sweep(SweepStatus.Running,
            [.. Enumerable.Range(1, 50)
                .Select(n => Example.Experiment(n, n == 40 ? ExperimentStatus.Training : ExperimentStatus.Queued))]);

        var lines = Lines(many, 120, 24);

        Assert.True(lines.Length <= 24);
        Assert.Contains(lines, line => line.Contains("#40", StringComparison.Ordinal));
        Assert.Contains("and 34 more, see ./lab runs clothes-a1b2", lines);
    }

    private static string[] Lines(SweepView sweep, int width, int height) =>
        Rendering.Lines(ProgressPicture.Of(sweep, TimeSpan.FromSeconds(65), width, height), width);
}
