using System.CommandLine;
using PgGanLab.Cli.Output;

namespace PgGanLab.Cli.Verbs;

/// <summary>One verb: whatever goes wrong ends as one sentence and a code.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string description) : base(name, description) => SetAction(RunGuarded);

    /// <summary>Does what the verb says.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="LabException">It can't be done; the message is the sentence for the user.</exception>
    protected abstract Task<int> Run(ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    private async Task<int> RunGuarded(ParseResult arguments, CancellationToken cancellationToken)
    {
        var screen = Screen.Of(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        try
        {
            return await Run(arguments, screen, cancellationToken);
        }
        catch (Exception e) when (e is LabException or IOException or UnauthorizedAccessException)
        {
            screen.Fail(e.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
