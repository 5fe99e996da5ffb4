using PgGanLab.Cli.Output;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Cli.Tests.Output;

public sealed class WordsTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.0, "0:00")]
    [InlineData(59.6, "1:00")]
    [InlineData(725.0, "12:05")]
    [InlineData(3730.0, "1:02:10")]
    [InlineData(90000.0, "25:00:00")]
    public void times_read_as_clocks(double? seconds, string text) => Assert.Equal(text, Words.Time(seconds));

    [Theory]
    [InlineData(160, 232, "0.69")]
    [InlineData(0, 232, "0.00")]
    [InlineData(0, 0, "–")]
    public void the_ratio_is_trained_over_asked_for(double trained, double requested, string text) =>
        Assert.Equal(text, Words.Ratio(trained, requested));

    [Fact]
    public void a_name_that_an_author_gave_says_more_than_settings()
    {
        var experiment = Example.Experiment(2, ExperimentStatus.Queued);
        Assert.Equal("emaBeta@32 0.99; learningRate@32 0.002", Words.Varied(experiment, "; "));
        Assert.Equal("(b) + progressive growing", Words.Varied(experiment with { Name = "(b) + progressive growing" }, "; "));
    }

    [Theory]
    [InlineData(-1, "0 s ago")]
    [InlineData(42, "42 s ago")]
    [InlineData(720, "12 min ago")]
    [InlineData(11000, "3 h ago")]
    public void ages_have_one_unit(int seconds, string text) => Assert.Equal(text, Words.Ago(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "–")]
    [InlineData(189.4, "189")]
    [InlineData(12345, "12,345")]
    public void a_rate_is_whole_images_a_second(double rate, string text) => Assert.Equal(text, Words.Rate(rate));
}
