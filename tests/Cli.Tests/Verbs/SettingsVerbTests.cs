namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SettingsVerbTests
{
    [Fact]
    public async Task settings_are_found_by_a_word_and_have_default_range_and_meaning()
    {
        var result = await CommandLine.Run("settings", "learningrate");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("learningRate[@R]", result.Output, StringComparison.Ordinal);
        Assert.Contains("0.001", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("emaBeta", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_word_that_no_setting_has_is_refused_with_the_nearest()
    {
        var result = await CommandLine.Run("settings", "lerningRate");
        Assert.Equal((1, "lab: No setting speaks of 'lerningRate'; did you mean 'learningRate'?"),
            (result.Code, result.Error.TrimEnd()));
    }

    [Theory]
    [InlineData("'lst' is not known here; did you mean 'ls'?", "sweep", "lst")]
    [InlineData("'--jsn' is not known here; did you mean '--json'?", "runs", "x", "--jsn")]
    public async Task a_slip_of_a_finger_is_told_what_was_meant(string sentence, params string[] arguments) =>
        Assert.Contains(sentence, (await CommandLine.Run(arguments)).Error, StringComparison.Ordinal);
}
