using System.Text.RegularExpressions;

namespace PgGanLab.EndToEnd.Tests;

/// <summary>The entry script: what it says without a lab.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-script-");

    [Fact]
    public async Task help_lists_every_verb()
    {
        var help = await Command.Run(Checkout.Lab, "--help");

        Assert.Equal(0, help.Code);
        Assert.All(
            [
                "demo", "up", "stop", "silo", "sweep", "runs", "best", "dataset", "workers",
                "logs", "open", "backup", "doctor", "restore", "migrate", "completion", "metric", "export", "import", "generate", "interpolate", "timelapse", "nearest", "setup", "test",
                "bench",
            ],
            verb => Assert.Matches($"\n  {verb}[ \n]", help.Output));
    }

    /// <summary>The script hands verbs to the program that has them, so it must know them all.</summary>
    [Fact]
    public async Task every_verb_of_the_client_is_one_of_the_script()
    {
        var client = await Command.Run("dotnet", "exec", Checkout.Cli, "--help");
        var verbs = client.Output.Split("Commands:")[1].Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).ToArray();
        Assert.Contains("store", verbs);
        var script = await Command.Run(Checkout.Lab, "--help");
        Assert.All(verbs, verb => Assert.Matches($"\n  {verb}[ \n]", script.Output));
        foreach (var verb in verbs)
            Assert.Equal((verb, 0), (verb, (await Command.Run(Checkout.Lab, verb, "--help")).Code));
    }

    [Theory]
    [InlineData("up")]
    [InlineData("stop")]
    [InlineData("silo")]
    [InlineData("setup")]
    [InlineData("test")]
    [InlineData("bench")]
    public async Task every_verb_of_the_script_has_help(string verb)
    {
        var help = await Command.Run(Checkout.Lab, verb, "--help");

        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.Contains($"./lab {verb}", help.Output.Split('\n')[0], StringComparison.Ordinal);
    }

    /// <summary>Both programs know their own words; those of the script are listed a second time.</summary>
    [Fact]
    public async Task completion_knows_every_verb_and_what_the_script_takes()
    {
        var completion = await Command.Run(Checkout.Lab, "completion", "bash");
        Assert.Equal((0, ""), (completion.Code, completion.Error));
        var lines = completion.Output.Split('\n').Select(l => l.Trim()).ToArray();
        Assert.Equal(Verbs((await Command.Run(Checkout.Lab, "--help")).Output).Order(),
            Words("lab").Where(w => !w.StartsWith('-')).Order());
        foreach (var verb in (string[])["up", "stop", "silo", "setup", "test"])
        {
            var help = await Command.Run(Checkout.Lab, verb, "--help");
            var options = Regex.Matches(help.Output, "--[a-z][a-z-]*").Select(m => m.Value).Append("--help").Distinct();
            Assert.Equal((verb, string.Join(' ', options.Order())),
                (verb, string.Join(' ', Words($"lab {verb}").Order())));
        }
        Assert.Contains("--real", Words("lab metric swd"));
        Assert.Contains("--store", Words("lab backup"));

        string[] Words(string typed) =>
            lines.Single(l => Regex.IsMatch(l, $"(^| )'{typed}'( \\||\\)).* words='[^']")).Split("words='")[1].Split('\'')[0]
                .Split(' ');

        static IEnumerable<string> Verbs(string help) =>
            Regex.Matches(help, "^  ([a-z]+)( |$)", RegexOptions.Multiline).Select(m => m.Groups[1].Value);
    }

    [Fact]
    public async Task the_script_knows_its_version()
    {
        var version = await Command.Run(Checkout.Lab, "--version");
        Assert.Equal((0, ""), (version.Code, version.Error));
        Assert.Matches(@"^PgGanLab \d+\.\d+\.\d+$", version.Output.TrimEnd());
    }

    [Theory]
    [InlineData("lab: 'trian' is not a verb of ./lab; ./lab --help lists them.", "trian")]
    [InlineData("lab: 'bset' is not a verb of ./lab; did you mean 'best'? ./lab --help lists them.", "bset")]
    [InlineData("lab: 'workesr' is not a verb of ./lab; did you mean 'workers'? ./lab --help lists them.", "workesr")]
    [InlineData("lab: up does not know '--prot'; ./lab up --help says what is right.", "up", "--prot", "80")]
    [InlineData("lab: silo does not know 'gpu'; ./lab silo --help says what is right.", "silo", "gpu")]
    [InlineData("lab: --data needs a directory.", "stop", "--data")]
    [InlineData("lab: test does not know 'fast'; it takes --filter EXPRESSION, or --chaos.", "test", "fast")]
    [InlineData("lab: --seeds needs a whole number of at least 1.", "test", "--chaos", "--seeds", "0")]
    [InlineData("lab: --seed needs a whole number of at least 1.", "test", "--chaos", "--seed", "x")]
    [InlineData("lab: --seeds needs a whole number of at least 1.", "test", "--chaos", "--seeds")]
    [InlineData("lab: --silos is 1 or 3.", "test", "--chaos", "--silos", "2")]
    [InlineData("lab: --seeds goes with --chaos alone.", "test", "--seeds", "5")]
    [InlineData("lab: --chaos runs one test; --filter has nothing to choose.", "test", "--chaos", "--filter", "X")]
    [InlineData("lab: setup takes no arguments; '--all' is not known.", "setup", "--all")]
    public async Task a_wrong_command_line_gets_one_sentence(string sentence, params string[] arguments)
    {
        var result = await Command.Run(Checkout.Lab, arguments);

        Assert.Equal((1, sentence), (result.Code, result.Error.TrimEnd()));
    }

    [Fact]
    public async Task stop_says_that_no_lab_runs_even_where_one_died()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "lab.lock"), "pid=1\nurl=http://localhost:5080\n");

        var result = await Command.Run(Checkout.Lab, "stop", "--data", folder.FullName);

        Assert.Equal((1, $"lab: No lab runs on {folder.FullName}."), (result.Code, result.Error.TrimEnd()));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
