namespace PgGanLab.Tools.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("metric", "swd", "msssim", "fid", "kid", "is", "pr")]
    [InlineData("metric swd", "--real", "--fake", "--images", "--seeds", "--resolution", "--references", "--device",
        "--threads", "--data", "--json")]
    [InlineData("metric fid", "--extractor", "--return-features", "--json")]
    [InlineData("export", "--format", "--output", "--images", "--force", "--json")]
    [InlineData("import", "--output", "--force", "--json")]
    [InlineData("generate", "--output", "--seeds", "--truncation", "--labels", "--columns", "--force", "--json")]
    [InlineData("interpolate", "--output", "--grid", "--stations", "--seconds", "--fps", "--seeds",
        "--truncation", "--labels", "--json")]
    [InlineData("timelapse", "--output", "--checkpoints", "--grid", "--fps", "--seeds", "--data", "--json")]
    [InlineData("nearest", "--real", "--output", "--count", "--seeds", "--labels", "--json")]
    public async Task every_verb_has_help_with_its_options(string verb, params string[] words)
    {
        var help = await CommandLine.Run([.. verb.Split(' '), "--help"]);

        Assert.Equal(0, help.Code);
        Assert.Empty(help.Error);
        Assert.All(words, word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lab: 'mertic' is not known here; did you mean 'metric'? ./lab --help says what is right.", "mertic")]
    [InlineData("lab: Option '--fake' is required. ./lab metric swd --help says what is right.", "metric", "swd")]
    public async Task a_wrong_command_line_gets_one_sentence(string sentence, params string[] arguments)
    {
        var result = await CommandLine.Run(arguments);

        Assert.Equal(1, result.Code);
        Assert.Empty(result.Output);
        Assert.Equal(sentence, result.Error.TrimEnd());
    }
}
