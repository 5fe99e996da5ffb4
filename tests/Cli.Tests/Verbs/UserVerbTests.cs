using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains.Access;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class UserVerbTests
{
    private static readonly LabUser Ann = new("ann", LabRole.Administrator, Example.Start);

    [Fact]
    public async Task the_list_names_roles_and_how_to_make_the_first()
    {
        LabUser[] users = [];
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/users", () => FakeLab.Json(users)));
        var none = await CommandLine.Run("user", "ls", "--server", lab.Url);
        Assert.Equal("There is no user. ./lab user add NAME makes one.", none.Output.TrimEnd());
        users = [Ann];
        Assert.Matches("ann +administrator ", (await CommandLine.Run("user", "ls", "--server", lab.Url)).Output);
    }

    [Fact]
    public async Task a_user_gets_another_role_and_is_removed_and_a_refusal_is_passed_on()
    {
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapPut("/api/v1/users/{name}/role", () => Results.NoContent());
            routes.MapDelete("/api/v1/users/{name}", (string name) => name == "bob"
                ? Results.NoContent() : FakeLab.Problem(400, $"'{name}' is the only administrator; make another one first."));
        });
        var role = await CommandLine.Run("user", "role", "bob", "viewer", "--server", lab.Url);
        Assert.Equal((0, "bob is viewer now."), (role.Code, role.Output.TrimEnd()));
        var removed = await CommandLine.Run("user", "rm", "bob", "--server", lab.Url);
        Assert.Equal((0, "bob is removed."), (removed.Code, removed.Output.TrimEnd()));
        var refused = await CommandLine.Run("user", "remove", "ann", "--server", lab.Url);
        Assert.Equal((1, "lab: 'ann' is the only administrator; make another one first."),
            (refused.Code, refused.Error.TrimEnd()));
    }

    [Fact]
    public async Task a_lab_that_asks_who_one_is_is_explained()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/users", () => FakeLab.Problem(401, "Sign in.")));
        var refused = await CommandLine.Run("user", "ls", "--server", lab.Url);
        Assert.Equal((1, $"lab: The lab at {lab.Url} asks who you are. Put a token into $LAB_TOKEN, or into a file that "
            + "$LAB_TOKEN_FILE names (./lab token new on the lab host makes one); on the lab host $LAB_DATA names its data "
            + "directory."), (refused.Code, refused.Error.TrimEnd()));
    }
}
