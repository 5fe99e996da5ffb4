using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Hosts;
using PgGanLab.Growth;
using PgGanLab.Terminal;
using Spectre.Console;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab token new</c>: makes a token with which hosts join.</summary>
internal sealed class TokenNewVerb : ServerVerb
{
    private readonly Option<string> name = new("--name")
    {
        Description = "Which hosts it is for, so that you know which one to revoke.",
        DefaultValueFactory = _ => "hosts",
    };

    public TokenNewVerb() : base("new", "Make a token with which hosts join; it is shown this once.") =>
        Options.Add(name);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var made = await lab.CreateToken(arguments.GetRequiredValue(name), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(made);
        else
            screen.Line(made.Secret);
        return ExitCode.Done;
    }
}

/// <summary><c>lab token ls</c>: the tokens with which hosts can join.</summary>
internal sealed class TokenListVerb : ServerVerb
{
    public TokenListVerb() : base("list", "List the tokens with which hosts can join, and who joined with them last.") =>
        Aliases.Add("ls");

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var tokens = await lab.GetTokens(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(tokens);
        else if (tokens.IsEmpty)
            screen.Line("No host can join: there is no token. ./lab token new makes one.");
        else
            screen.Write(Table(tokens, TimeProvider.System.GetUtcNow()));
        return ExitCode.Done;
    }

    private static Table Table(IEnumerable<JoinToken> tokens, DateTimeOffset now)
    {
        var table = Tables.New("id", "name", "made", "joined last");
        foreach (var token in tokens)
            table.AddRow(
                new Text(token.Id), new Text(token.Name), new Text(Readable.Ago(token.CreatedAt, now)),
                new Text(token.UsedAt is { } used ? $"{token.LastHost}, {Readable.Ago(used, now)}" : "never"));
        return table;
    }
}

/// <summary><c>lab token revoke ID</c>: takes a token away.</summary>
internal sealed class TokenRevokeVerb : ServerVerb
{
    private readonly Argument<string> id = new("ID") { Description = "The token, as ./lab token ls names it." };

    public TokenRevokeVerb() : base("revoke", "Take a token away: nobody joins, brings or fetches files with it.") =>
        Arguments.Add(id);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var token = arguments.GetRequiredValue(id);
        await lab.RevokeToken(token, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(new { id = token, revoked = true });
        else
            screen.Line($"{token} is revoked. Hosts that joined with it are members until they stop.");
        return ExitCode.Done;
    }
}
