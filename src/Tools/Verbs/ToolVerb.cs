using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
using PgGanLab.Terminal;

namespace PgGanLab.Tools.Verbs;

/// <summary>One verb that computes, on a thread of its own.</summary>
internal abstract class ToolVerb : LabVerb
{
    private readonly Option<bool> json = new("--json") { Description = "Print JSON (docs/tools.md)." };

    protected ToolVerb(string name, string description) : base(name, description) => Options.Add(json);

    /// <summary>Does what the verb says.</summary>
    /// <exception cref="InvalidInputException">It can't be done; the message is the sentence for the user.</exception>
    protected abstract void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop);

    protected bool WantsJson(ParseResult arguments) => arguments.GetValue(json);

    protected override async Task<int> Run(ParseResult arguments, CancellationToken stop)
    {
        var screen = new ToolScreen(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        await Task.Factory.StartNew(
            () => Run(arguments, screen, stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return ExitCode.Done;
    }

    protected override bool IsForTheUser(Exception error) =>
        error is DatasetDamagedException or CheckpointDamagedException || base.IsForTheUser(error);
}
