using System.CommandLine;
using PgGanLab.Cli;
using PgGanLab.Growth;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;

namespace PgGanLab.Tools.Verbs;

/// <summary>One verb: whatever goes wrong ends as one sentence and a code.</summary>
internal abstract class ToolVerb : Command
{
    private readonly Option<bool> json = new("--json") { Description = "Print JSON (docs/tools.md)." };

    protected ToolVerb(string name, string description) : base(name, description)
    {
        Options.Add(json);
        SetAction(RunGuarded);
    }

    /// <summary>Does what the verb says.</summary>
    /// <exception cref="InvalidInputException">It can't be done; the message is the sentence for the user.</exception>
    protected abstract void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop);

    protected bool WantsJson(ParseResult arguments) => arguments.GetValue(json);

    private async Task<int> RunGuarded(ParseResult arguments, CancellationToken stop)
    {
        var screen = new ToolScreen(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        try
        {
            await Task.Factory.StartNew(() => Run(arguments, screen, stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is InvalidInputException or DatasetDamagedException or CheckpointDamagedException or IOException or UnauthorizedAccessException)
        {
            screen.Remark($"lab: {e.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
