using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains.Hosts;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class TokenVerbTests
{
    private static readonly JoinToken Token = new("0a1b2c3d", "attic", Example.Start, null, null);

    [Fact]
    public async Task new_prints_the_secret_alone_for_scripts()
    {
        string? name = null;
        await using var lab = await FakeLab.Start(routes => routes.MapPost("/api/v1/tokens", async (HttpRequest request) =>
        {
            name = (await request.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString();
            return FakeLab.Json(new NewJoinToken(Token, "lab_0a1b2c3d_secret"));
        }));
        var result = await CommandLine.Run("token", "new", "--name", "attic", "--server", lab.Url);
        Assert.Equal((0, "", "lab_0a1b2c3d_secret", "attic"),
            (result.Code, result.Error, result.Output.TrimEnd(), name));
    }

    [Fact]
    public async Task the_list_says_who_joined_last_and_how_to_make_the_first()
    {
        JoinToken[] tokens = [];
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/tokens", () => FakeLab.Json(tokens)));
        var none = await CommandLine.Run("token", "ls", "--server", lab.Url);
        Assert.Equal("No host can join: there is no token. ./lab token new makes one.", none.Output.TrimEnd());
        tokens = [Token, Token with { Id = "ffffffff", LastHost = "gpu-1", UsedAt = Example.Start }];
        var two = await CommandLine.Run("token", "ls", "--server", lab.Url);
        Assert.Matches("0a1b2c3d +attic .* never", two.Output);
        Assert.Matches("ffffffff +attic .* gpu-1, ", two.Output);
    }

    [Fact]
    public async Task revoke_names_the_token_and_a_refusal_is_passed_on()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapDelete("/api/v1/tokens/{id}", (string id) =>
            id == Token.Id ? Results.NoContent() : FakeLab.Problem(404, $"There is no token '{id}'.")));
        var done = await CommandLine.Run("token", "revoke", Token.Id, "--server", lab.Url);
        Assert.Equal((0, "0a1b2c3d is revoked. Hosts that joined with it are members until they stop."),
            (done.Code, done.Output.TrimEnd()));
        var refused = await CommandLine.Run("token", "revoke", "x", "--server", lab.Url);
        Assert.Equal((1, "lab: There is no token 'x'."), (refused.Code, refused.Error.TrimEnd()));
    }
}
