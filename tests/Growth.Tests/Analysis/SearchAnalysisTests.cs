using System.Globalization;
using PgGanLab.Growth.Analysis;

namespace PgGanLab.Growth.Tests.Analysis;

public sealed class SearchAnalysisTests
{
    [Fact]
    public void the_setting_that_results_hang_on_comes_first()
    {
        var analysis = Random(60, (a, _, _, noise) => 10 + 40 * a + noise);
        Assert.Equal("a", analysis.Settings[0].Name);
        Assert.InRange(analysis.Settings[0].Importance!.Share, 0.8, 1);
        Assert.All(analysis.Settings[1..], s => Assert.InRange(s.Importance!.Share, 0, 0.1));
        Assert.InRange(analysis.Explained!.Value, 0.8, 1);
    }

    [Fact]
    public void settings_that_matter_only_together_are_a_pair()
    {
        var analysis = Random(300, (a, b, _, noise) => 10 + (a > 0.5 == b > 0.5 ? 20 : 0) + noise);
        Assert.Equal(["a", "b"], new[] { analysis.Pairs[0].First, analysis.Pairs[0].Second }.Order());
        Assert.InRange(analysis.Pairs[0].Importance.Share, 0.7, 1);
        Assert.All(analysis.Settings, s => Assert.InRange(s.Importance!.Share, 0, 0.15));
    }

    [Fact]
    public void noise_explains_nothing() =>
        Assert.InRange(Random(60, (_, _, _, noise) => 10 + 5 * noise).Explained!.Value, -1, 0.15);

    [Fact]
    public void words_and_numbers_matter_alike()
    {
        var random = new Random(4);
        var runs = Enumerable.Range(1, 80).Select(number =>
        {
            var (loss, rate) = (random.Next(3), random.NextDouble());
            return new AnalysedRun(number, [new[] { "wganGp", "logistic", "hinge" }[loss], Text(rate)],
                50 + new[] { 0, 30, 0 }[loss] + random.NextDouble());
        });
        var analysis = SearchAnalysis.Of(["loss", "rate"], [.. runs]);
        Assert.Equal("loss", analysis.Settings[0].Name);
        Assert.False(analysis.Settings[0].IsNumber);
        Assert.Equal("logistic", analysis.Settings[0].Means.MaxBy(m => m.Mean)!.Value);
    }

    [Fact]
    public void a_setting_that_does_not_count_for_some_runs_has_a_level_without_a_value()
    {
        var runs = Enumerable.Range(1, 20).Select(n =>
            new AnalysedRun(n, [n % 2 == 0 ? "" : Text(n)], n % 2 == 0 ? 90 : 30 + n % 3));
        var setting = SearchAnalysis.Of(["r1Weight"], [.. runs]).Settings[0];
        Assert.True(setting.IsNumber);
        Assert.Equal(("", 10, 90.0), (setting.Means[0].Value, setting.Means[0].Runs, setting.Means[0].Mean));
        Assert.InRange(setting.Importance!.Share, 0.95, 1);
    }

    [Fact]
    public void means_have_their_standard_errors()
    {
        var means = SearchAnalysis.Of(["x"],
            [Run(1, "0.1", 10), Run(2, "0.1", 14), Run(3, "0.2", 7)]).Settings[0].Means;
        Assert.Equal(["0.1", "0.2"], means.Select(m => m.Value));
        Assert.Equal((12, 2.0), (means[0].Mean, means[0].StandardError!.Value));
        Assert.Equal((7, (double?)null), (means[1].Mean, means[1].StandardError));
    }

    [Fact]
    public void many_numbers_are_put_together_with_about_equally_many_runs()
    {
        var runs = Enumerable.Range(1, 60).Select(n => Run(n, Text(n / 1000.0), n));
        var setting = SearchAnalysis.Of(["x"], [.. runs]).Settings[0];
        Assert.Equal([.. Enumerable.Repeat(10, 6)], setting.Means.Select(m => m.Runs));
        Assert.Equal("0.001 – 0.01", setting.Means[0].Value);
        Assert.Equal((0.001, 0.01), (setting.Means[0].From, setting.Means[0].To));
        Assert.True(setting.IsLogarithmic);
    }

    [Fact]
    public void few_runs_have_means_but_no_importances()
    {
        var analysis = SearchAnalysis.Of(["x"], [.. Enumerable.Range(1, 7).Select(n => Run(n, $"{n}", n))]);
        Assert.Null(analysis.Explained);
        Assert.All(analysis.Settings, s => Assert.Null(s.Importance));
        Assert.Empty(analysis.Pairs);
        Assert.Equal(6, analysis.Settings[0].Means.Length);
    }

    [Fact]
    public void nothing_is_said_of_no_runs()
    {
        var analysis = SearchAnalysis.Of(["x"], []);
        Assert.Empty(analysis.Settings[0].Means);
        Assert.Null(analysis.Explained);
    }

    [Fact]
    public void runs_that_reached_the_same_have_no_importances() =>
        Assert.Null(SearchAnalysis.Of(["x"], [.. Enumerable.Range(1, 20).Select(n => Run(n, $"{n}", 5))]).Explained);

    [Fact]
    public void the_same_runs_say_the_same()
    {
        var (first, second) = (Random(40, (a, b, _, n) => 5 + a + b * n), Random(40, (a, b, _, n) => 5 + a + b * n));
        Assert.Equal(first.Settings.Select(s => s.Importance), second.Settings.Select(s => s.Importance));
    }

    private static SearchAnalysis Random(int count, Func<double, double, double, double, double> score)
    {
        var random = new Random(7);
        return SearchAnalysis.Of(["a", "b", "c"], [.. Enumerable.Range(1, count).Select(number =>
        {
            var (a, b, c) = (random.NextDouble(), random.NextDouble(), random.NextDouble());
            return new AnalysedRun(number, [Text(a), Text(b), Text(c)], score(a, b, c, random.NextDouble()));
        })]);
    }

    private static AnalysedRun Run(int number, string value, double score) => new(number, [value], score);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
