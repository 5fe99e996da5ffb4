using System.CommandLine;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary>One verb that talks to a lab.</summary>
internal abstract class Verb(string name, string description) : LabVerb(name, description)
{
    /// <summary>Does what the verb says.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="LabException">It can't be done; the message is the sentence for the user.</exception>
    protected abstract Task<int> Run(ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    protected override Task<int> Run(ParseResult arguments, CancellationToken stop) =>
        Run(arguments,
            Screen.Of(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error), stop);

    protected override bool IsForTheUser(Exception error) => error is LabException || base.IsForTheUser(error);
}
