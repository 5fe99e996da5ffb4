using System.CommandLine;
using System.CommandLine.Parsing;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;

namespace PgGanLab.Cli.Verbs;

/// <summary>
/// A verb that talks to a running lab: <c>--server</c> says which, <c>--json</c> asks for the answer as JSON.
/// </summary>
internal abstract class ServerVerb : Verb
{
    /// <summary>Environment variable that names the lab where <c>--server</c> does not.</summary>
    public const string ServerVariable = "LAB_SERVER";

    private const string DefaultServer = "http://localhost:5080";

    private readonly Option<Uri> server = new("--server")
    {
        Description = "The lab's address, with its path where a proxy gives it one; "
            + $"without it ${ServerVariable}, else {DefaultServer}.",
        HelpName = "URL",
        CustomParser = result => Address(result, result.Tokens[0].Value),
    };

    private readonly Option<bool> json = new("--json") { Description = "Print JSON (docs/cli.md)." };

    protected ServerVerb(string name, string description) : base(name, description)
    {
        Options.Add(json);
        Options.Add(server);
    }

    protected abstract Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    protected bool WantsJson(ParseResult arguments) => arguments.GetValue(json);

    protected override async Task<int> Run(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        using var lab = new LabClient(arguments.GetValue(server) ?? FromEnvironment());
        return await Run(lab, arguments, screen, cancellationToken);
    }

    private static Uri FromEnvironment()
    {
        var value = Environment.GetEnvironmentVariable(ServerVariable);
        return Parse(string.IsNullOrEmpty(value) ? DefaultServer : value)
            ?? throw new LabException(
                $"{ServerVariable} is '{value}', which is no address of a lab; it looks like {DefaultServer}.");
    }

    private static Uri? Address(ArgumentResult result, string value)
    {
        var address = Parse(value);
        if (address is null)
            result.AddError($"'{value}' is no address of a lab; it looks like {DefaultServer}.");
        return address;
    }

    private static Uri? Parse(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : null;
}
