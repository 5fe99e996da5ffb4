using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab open [SWEEP[.N]]</c>: the page of a lab, a sweep or an experiment, in a browser.</summary>
internal sealed class OpenVerb : ServerVerb
{
    private readonly Argument<string?> id = new("ID")
    {
        Description = "A sweep, or an experiment of it (SWEEP.3); without it the lab's first page.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> printOnly = new("--print") { Description = "Print the address alone." };

    public OpenVerb() : base("open", "Open a page of the lab in a browser, and print its address.")
    {
        Arguments.Add(id);
        Options.Add(printOnly);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var address = await Address(lab, arguments.GetValue(id), cancellationToken);
        var opened = !arguments.GetValue(printOnly)
            && Browser.Find(Environment.GetEnvironmentVariable, OperatingSystem.IsMacOS()) is { } browser
            && Browser.Open(browser, address);
        if (WantsJson(arguments))
            screen.Json(new OpenedPage(address, opened));
        else
            screen.Line(address);
        return ExitCode.Done;
    }

    /// <summary>The page's address, once the lab has said that it is there.</summary>
    private static async Task<string> Address(LabClient lab, string? id, CancellationToken cancellationToken)
    {
        if (id is null)
            return await lab.IsHealthy(cancellationToken)
                ? $"{lab.Server}/"
                : throw new LabException(
                    $"No lab answers at {lab.Server}; start one with ./lab up, or name another with --server.");
        if (!id.Contains('.', StringComparison.Ordinal))
            return $"{lab.Server}/sweeps/{(await lab.GetSweep(id, cancellationToken)).Summary.Id}";
        return $"{lab.Server}/experiments/{(await lab.GetExperiment(id, cancellationToken)).Summary.Id}";
    }
}

/// <summary>What <c>lab open --json</c> prints.</summary>
/// <param name="Address">The page's address.</param>
/// <param name="Opened">Whether a browser was started.</param>
internal sealed record OpenedPage(string Address, bool Opened);
