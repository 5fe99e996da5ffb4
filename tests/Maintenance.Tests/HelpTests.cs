namespace PgGanLab.Maintenance.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("backup", "DIR", "--data", "--store", "--json")]
    [InlineData("doctor", "--data", "--store", "--port", "--server", "--devices", "--seconds", "--json")]
    [InlineData("migrate", "--to", "--data", "--json", "PGPASSWORD")]
    [InlineData("restore", "DIR", "--data", "--store", "--json")]
    public async Task every_verb_has_help_with_its_options(string verb, params string[] words)
    {
        var help = await CommandLine.Run(verb, "--help");

        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.All(words, word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lab: 'bakcup' is not known here; did you mean 'backup'? ./lab --help says what is right.", "bakcup")]
    [InlineData(
        "lab: Required argument missing for command: 'backup'. ./lab backup --help says what is right.", "backup")]
    [InlineData("lab: --seconds is 11; it must be 0 to 10. ./lab doctor --help says what is right.",
        "doctor", "--seconds", "11")]
    [InlineData("lab: --port is 0; a port is 1 to 65535. ./lab doctor --help says what is right.",
        "doctor", "--port", "0")]
    [InlineData(
        "lab: 'here' is no address of a lab; it looks like http://localhost:5080. "
        + "./lab doctor --help says what is right.",
        "doctor", "--server", "here")]
    public async Task a_wrong_command_line_gets_one_sentence(string sentence, params string[] arguments)
    {
        var result = await CommandLine.Run(arguments);

        Assert.Equal((1, "", sentence), (result.Code, result.Output, result.Error));
    }
}
