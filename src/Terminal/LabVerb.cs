using System.CommandLine;
using PgGanLab.Growth;

namespace PgGanLab.Terminal;

/// <summary>One verb of the lab: whatever goes wrong ends as one sentence and a code.</summary>
internal abstract class LabVerb : Command
{
    protected LabVerb(string name, string description) : base(name, description) => SetAction(RunGuarded);

    /// <summary>Does what the verb says.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> Run(ParseResult arguments, CancellationToken stop);

    /// <summary>Whether an error's message is the one sentence for the user; any other error is a defect.</summary>
    protected virtual bool IsForTheUser(Exception error) =>
        error is InvalidInputException or IOException or UnauthorizedAccessException;

    private async Task<int> RunGuarded(ParseResult arguments, CancellationToken stop)
    {
        try
        {
            return await Run(arguments, stop);
        }
        catch (Exception e) when (IsForTheUser(e))
        {
            await arguments.InvocationConfiguration.Error.WriteLineAsync($"lab: {e.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
