using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Access;
using PgGanLab.Growth;
using PgGanLab.Terminal;
using Spectre.Console;

namespace PgGanLab.Cli.Verbs;

/// <summary>A verb about one user.</summary>
internal abstract class UserVerb : ServerVerb
{
    protected UserVerb(string name, string description) : base(name, description) => Arguments.Add(User);

    protected Argument<string> User { get; } = new("NAME") { Description = "The user." };

    /// <summary>Says what was done.</summary>
    protected int Said(ParseResult arguments, Screen screen, object json, string sentence)
    {
        if (WantsJson(arguments))
            screen.Json(json);
        else
            screen.Line(sentence);
        return ExitCode.Done;
    }
}

/// <summary><c>lab user add NAME</c>: adds somebody who can sign in.</summary>
internal sealed class UserAddVerb : UserVerb
{
    private readonly Option<string> role = new("--role")
    {
        Description = "viewer (reads), researcher (changes sweeps, datasets, workers) or administrator (users and "
            + "tokens too).",
        DefaultValueFactory = _ => LabRole.Researcher.Word(),
    };

    public UserAddVerb() : base(
        "add",
        $"Add somebody who can sign in; the password is asked for, or read from stdin or {Password.Variable}.") =>
        Options.Add(role);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var user = await lab.AddUser(arguments.GetRequiredValue(User), arguments.GetRequiredValue(role),
            Password.Ask(), cancellationToken);
        return Said(arguments, screen, user, $"{user.Name} can sign in, as {user.Role.Word()}.");
    }
}

/// <summary><c>lab user ls</c>: those who can sign in.</summary>
internal sealed class UserListVerb : ServerVerb
{
    public UserListVerb() : base("list", "List those who can sign in.") => Aliases.Add("ls");

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var users = await lab.GetUsers(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(users);
        else if (users.IsEmpty)
            screen.Line("There is no user. ./lab user add NAME makes one.");
        else
            screen.Write(Table(users, TimeProvider.System.GetUtcNow()));
        return ExitCode.Done;
    }

    private static Table Table(IEnumerable<LabUser> users, DateTimeOffset now)
    {
        var table = Tables.New("name", "role", "added");
        foreach (var user in users)
            table.AddRow(new Text(user.Name), new Text(user.Role.Word()), new Text(Readable.Ago(user.CreatedAt, now)));
        return table;
    }
}

/// <summary><c>lab user password NAME</c>: another password.</summary>
internal sealed class UserPasswordVerb() : UserVerb(
    "password", $"Give a user another password, asked for or read from stdin or {Password.Variable}.")
{
    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var name = arguments.GetRequiredValue(User);
        await lab.SetPassword(name, Password.Ask(), cancellationToken);
        return Said(arguments, screen, new { name, changed = true },
            $"{name} has another password, and is signed out everywhere.");
    }
}

/// <summary><c>lab user role NAME ROLE</c>: another role.</summary>
internal sealed class UserRoleVerb : UserVerb
{
    private readonly Argument<string> role = new("ROLE") { Description = "viewer, researcher or administrator." };

    public UserRoleVerb() : base("role", "Give a user another role.") => Arguments.Add(role);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var (name, given) = (arguments.GetRequiredValue(User), arguments.GetRequiredValue(role));
        await lab.SetRole(name, given, cancellationToken);
        return Said(arguments, screen, new { name, role = given }, $"{name} is {given} now.");
    }
}

/// <summary><c>lab user remove NAME</c>: removes a user.</summary>
internal sealed class UserRemoveVerb : UserVerb
{
    public UserRemoveVerb() : base("remove", "Remove a user, who is signed out everywhere.") => Aliases.Add("rm");

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var name = arguments.GetRequiredValue(User);
        await lab.RemoveUser(name, cancellationToken);
        return Said(arguments, screen, new { name, removed = true }, $"{name} is removed.");
    }
}
