namespace PgGanLab.Cli.Tests;

public sealed class HelpTests
{
    [Fact]
    public async Task help_lists_every_verb_with_one_line()
    {
        var help = await CommandLine.Run("--help");

        Assert.Equal(0, help.Code);
        Assert.EndsWith(
            """
            Commands:
              demo                Start a lab, train the demo's sweep on real images, rank it, keep serving until Ctrl-C.
              sweep               Make, submit, list, show, analyse, compare, pause, limit, cancel, restart and remove sweeps.
              simulate <FILE>     Reckon what sweeps would take on some devices, with the lab's scheduler.
              runs <SWEEP>        List the experiments of a sweep, best first.
              best <SWEEP>        Show the best experiment of a sweep, or of all; download its generator.
              dataset             Make, list, show, check and remove datasets.
              workers             List the lab's devices and what they do.
              worker              List, drain, resume and forget workers.
              token               Make, list and revoke tokens: of programs that use the lab, and of hosts that join it.
              user                Add, list and remove those who can sign in.
              store               Show what the store has; free what is not needed.
              verify              Read every final checkpoint; what is damaged or lost is made again when it is needed.
              events              List what happened in the lab, the newest last.
              logs                Show the last lines of the lab's log on this host.
              settings <WORD>     List what a sweep can set: defaults, ranges, meanings.
              open <ID>           Open a page of the lab in a browser, and print its address.
              completion <SHELL>  Print what has a shell complete verbs and options: source <(./lab completion bash).
            """, help.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", "--port", "--data", "--exit", "--json", "--sweep")]
    [InlineData("sweep", "new", "preview", "submit", "ls", "show", "table", "analysis", "compare", "report", "priority", "pause", "resume",
        "promote", "budget", "cancel", "retry", "star", "unstar", "tag", "note", "archive", "unarchive", "remove, rm")]
    [InlineData("sweep budget", "--kimg", "--device-hours", "--wall-hours", "--until", "--json", "--server")]
    [InlineData("sweep new", "--preset", "--dataset", "--budget", "--resolution", "--seed", "--name", "--output",
        "--force", "--start", "--list", "--json", "--server")]
    [InlineData("sweep table", "--markdown", "--json", "--server")]
    [InlineData("sweep analysis", "ID", "--json", "--server")]
    [InlineData("sweep compare", "SWEEP.N", "--json", "--server")]
    [InlineData("sweep report", "ID", "--html", "--samples", "--force", "--json", "--server")]
    [InlineData("sweep submit", "--watch", "--json", "--server")]
    [InlineData("sweep ls", "--archived", "--json", "--server")]
    [InlineData("sweep star", "SWEEP.N", "--json", "--server")]
    [InlineData("sweep archive", "--json", "--server")]
    [InlineData("token", "new", "list, ls", "revoke")]
    [InlineData("token new", "--name", "--role", "--json", "--server")]
    [InlineData("user", "add", "list, ls", "password", "role", "remove, rm")]
    [InlineData("user add", "NAME", "--role", "--json", "--server", "LAB_PASSWORD")]
    [InlineData("user password", "NAME", "--json", "--server", "LAB_PASSWORD")]
    [InlineData("user role", "NAME", "ROLE", "--json", "--server")]
    [InlineData("user ls", "--json", "--server")]
    [InlineData("user rm", "NAME", "--json", "--server")]
    [InlineData("token ls", "--json", "--server")]
    [InlineData("token revoke", "ID", "--json", "--server")]
    [InlineData("store", "show", "free")]
    [InlineData("store show", "--limit", "--json", "--server")]
    [InlineData("store free", "--limit", "--json", "--server")]
    [InlineData("sweep show", "--json", "--server")]
    [InlineData("sweep cancel", "--json", "--server")]
    [InlineData("simulate", "--workers", "--against", "--rates", "--curves", "--in-turn", "--json", "--server")]
    [InlineData("runs", "--where", "--sort", "--columns", "--csv", "--json", "--server")]
    [InlineData("logs", "--lines", "--level", "--follow", "--data", "--json")]
    [InlineData("logs level", "LEVEL", "--json", "--server")]
    [InlineData("open", "ID", "--print", "--json", "--server")]
    [InlineData("completion", "bash")]
    [InlineData("best", "--download", "--force", "--json", "--server")]
    [InlineData("dataset", "create", "prepare", "list, ls", "show", "verify", "remove, rm")]
    [InlineData("dataset create", "--kind", "--from", "--resolution", "--channels", "--labels", "--framing", "--filter",
        "--background", "--on-damaged", "--max-pixels", "--images", "--classes", "--json", "--server")]
    [InlineData("dataset list", "--json", "--server")]
    [InlineData("dataset ls", "--json", "--server")]
    [InlineData("dataset show", "--preview", "--force", "--json", "--server")]
    [InlineData("dataset verify", "--json", "--server")]
    [InlineData("dataset remove", "--json", "--server")]
    [InlineData("dataset prepare", "--json", "--server")]
    [InlineData("events", "--most", "--follow", "--json", "--server")]
    [InlineData("settings", "WORD")]
    [InlineData("workers", "--json", "--server")]
    [InlineData("worker", "ls", "drain", "resume", "remove, rm")]
    [InlineData("worker ls", "--json", "--server")]
    [InlineData("worker drain", "NAME", "--now", "--json", "--server")]
    [InlineData("worker resume", "NAME", "--json", "--server")]
    [InlineData("worker remove", "NAME", "--json", "--server")]
    public async Task every_verb_has_help_with_its_options(string verb, params string[] words)
    {
        var help = await CommandLine.Run([.. verb.Split(' '), "--help"]);

        Assert.Equal(0, help.Code);
        Assert.Empty(help.Error);
        Assert.All(words, word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("./lab sweep", "sweep")]
    [InlineData("lab dataset", "dataset")]
    public async Task a_group_alone_shows_its_help(string usage, string group)
    {
        var help = await CommandLine.Run(group);

        Assert.Equal(0, help.Code);
        Assert.Contains(usage.TrimStart('.', '/'), help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lab: 'rnus' is not known here; did you mean 'runs'? ./lab --help says what is right.", "rnus")]
    [InlineData(
        "lab: 'shw' is not known here; did you mean 'show'? ./lab sweep --help says what is right.", "sweep", "shw")]
    [InlineData("lab: Required argument missing for command: 'runs'. ./lab runs --help says what is right.", "runs")]
    [InlineData("lab: --port is 0; a port is 1 to 65535. ./lab demo --help says what is right.", "demo", "--port", "0")]
    [InlineData(
        "lab: --limit is '9 apples'; it must be a size of 1KB or more, such as 500MB, 200GB or 1.5TB. "
        + "./lab store free --help says what is right.", "store", "free", "--limit", "9 apples")]
    [InlineData(
        "lab: 'here' is no address of a lab; it looks like http://localhost:5080. "
        + "./lab workers --help says what is right.",
        "workers", "--server", "here")]
    public async Task a_wrong_command_line_gets_one_sentence(string sentence, params string[] arguments)
    {
        var result = await CommandLine.Run(arguments);

        Assert.Equal(1, result.Code);
        Assert.Empty(result.Output);
        Assert.Equal(sentence, result.Error.TrimEnd());
    }
}
