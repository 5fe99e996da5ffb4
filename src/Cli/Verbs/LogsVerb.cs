using System.CommandLine;
using PgGanLab.Cli.Files;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab logs</c>: the last lines of a lab's own log, read from its data directory; needs no lab.</summary>
internal sealed class LogsVerb : Verb
{
    private const int MostLines = 100_000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(300);

    private readonly Option<string> data = new("--data")
    {
        Description = "The lab's data directory.",
        DefaultValueFactory = _ => "./data",
        HelpName = "DIR",
    };

    private readonly Option<string> level = new("--level")
    {
        Description = "Only lines of this level and worse: " + string.Join(", ", LogLine.Levels) + ".",
        DefaultValueFactory = _ => LogLine.Levels[0],
        HelpName = "LEVEL",
    };

    private readonly Option<int> lines = new("--lines", "-n")
    {
        Description = "How many of the last lines.",
        DefaultValueFactory = _ => 50,
        HelpName = "N",
    };

    private readonly Option<bool> follow = new("--follow", "-f")
    {
        Description = "Go on with what is logged, until Ctrl-C.",
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Print the lines as they stand in the file: a JSON object each.",
    };

    public LogsVerb() : base("logs", "Show the last lines of the lab's log on this host.")
    {
        Subcommands.Add(new LogsLevelVerb());
        level.CompletionSources.Add([.. LogLine.Levels]);
        level.Validators.Add(result =>
        {
            if (result.GetValue(level) is { } named && LogLine.LevelOf(named) < 0)
                result.AddError($"There is no level '{InputText.Shown(named)}'; "
                    + NearestName.Hint(named, LogLine.Levels));
        });
        lines.Validators.Add(result =>
        {
            if (result.GetValue(lines) is < 1 or > MostLines)
                result.AddError($"--lines is {result.GetValue(lines)}; it must be 1 to {MostLines}.");
        });
        foreach (var option in (Option[])[lines, level, follow, data, json])
            Options.Add(option);
    }

    protected override async Task<int> Run(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var folder = LabDirectories.Of(arguments.GetRequiredValue(data)).Logs;
        var log = new LogFiles(folder);
        var least = LogLine.LevelOf(arguments.GetRequiredValue(level));
        var last = log.Last(arguments.GetValue(lines), line => LogLine.Of(line).Level >= least);
        if (last is null)
            throw new LabException(
                $"No log lies in {folder}; --data names the data directory of a lab that ran on this host.");
        Print(last);
        while (arguments.GetValue(follow))
        {
            await Task.Delay(LookAgain, cancellationToken);
            Print(log.More());
        }
        return ExitCode.Done;

        void Print(IEnumerable<string> read)
        {
            foreach (var text in read)
                if (LogLine.Of(text) is var line && line.Level >= least)
                    screen.Line(arguments.GetValue(json) ? text : line.Text);
        }
    }
}
