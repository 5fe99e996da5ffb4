using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab logs level [LEVEL]</c>: how much a running lab logs.</summary>
internal sealed class LogsLevelVerb : ServerVerb
{
    private readonly Argument<string?> level = new("LEVEL")
    {
        Description = "verbose, debug, information, warning or error; without it, what it is now.",
        HelpName = "LEVEL",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public LogsLevelVerb() : base(
        "level", "Show or change how much a running lab logs; a change holds until the lab ends.")
    {
        level.CompletionSources.Add("verbose", "debug", "information", "warning", "error");
        Arguments.Add(level);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var now = arguments.GetValue(level) is { } wanted
            ? await lab.ChangeLogLevel(wanted, cancellationToken)
            : await lab.GetLogLevel(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(now);
        else
            screen.Line($"The lab at {lab.Server} logs {now.Level} and worse.");
        return ExitCode.Done;
    }
}
