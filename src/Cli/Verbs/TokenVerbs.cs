using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Access;
using PgGanLab.Growth;
using PgGanLab.Terminal;
using Spectre.Console;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab token new</c>: makes a token.</summary>
internal sealed class TokenNewVerb : ServerVerb
{
    private readonly Option<string> name = new("--name")
    {
        Description = "Whose it is, so that you know which one to revoke.",
        DefaultValueFactory = _ => "hosts",
    };

    private readonly Option<string> role = new("--role")
    {
        Description = "join (hosts join with it), or what a program may: viewer (read), researcher or administrator.",
        DefaultValueFactory = _ => LabRole.Join.Word(),
    };

    public TokenNewVerb() : base("new", "Make a token; it is shown this once.")
    {
        Options.Add(name);
        Options.Add(role);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var made = await lab.CreateToken(
            arguments.GetRequiredValue(name), arguments.GetRequiredValue(role), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(made);
        else
            screen.Line(made.Secret);
        return ExitCode.Done;
    }
}

/// <summary><c>lab token ls</c>: the tokens that are good.</summary>
internal sealed class TokenListVerb : ServerVerb
{
    public TokenListVerb() : base("list", "List the tokens that are good, and when they were used last.") =>
        Aliases.Add("ls");

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var tokens = await lab.GetTokens(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(tokens);
        else if (tokens.IsEmpty)
            screen.Line("There is no token. ./lab token new makes one.");
        else
            screen.Write(Table(tokens, TimeProvider.System.GetUtcNow()));
        return ExitCode.Done;
    }

    private static Table Table(IEnumerable<AccessToken> tokens, DateTimeOffset now)
    {
        var table = Tables.New("id", "name", "role", "made", "used last");
        foreach (var token in tokens)
            table.AddRow(
                new Text(token.Id), new Text(token.Name), new Text(token.Role.Word()),
                new Text(Readable.Ago(token.CreatedAt, now)), new Text(Use(token, now)));
        return table;
    }

    private static string Use(AccessToken token, DateTimeOffset now) =>
        token.UsedAt is not { } used ? "never"
        : token.LastHost is { } host ? $"{host}, {Readable.Ago(used, now)}"
        : Readable.Ago(used, now);
}

/// <summary><c>lab token revoke ID</c>: takes a token away.</summary>
internal sealed class TokenRevokeVerb : ServerVerb
{
    private readonly Argument<string> id = new("ID") { Description = "The token, as ./lab token ls names it." };

    public TokenRevokeVerb() : base("revoke", "Take a token away: it is good for nothing any more.") =>
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
