using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains.Access;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class TokenVerbTests
{
    private static readonly AccessToken Token = new("0a1b2c3d", "attic", Example.Start, null, null, LabRole.Join);

    [Fact]
    public async Task new_prints_the_secret_alone_for_scripts()
    {
        JsonElement body = default;
        await using var lab = await FakeLab.Start(routes => routes.MapPost("/api/v1/tokens", async (HttpRequest request) =>
        {
            body = await request.ReadFromJsonAsync<JsonElement>();
            return FakeLab.Json(new NewAccessToken(Token, "lab_0a1b2c3d_secret"));
        }));
        var result = await CommandLine.Run("token", "new", "--name", "attic", "--role", "viewer", "--server", lab.Url);
        Assert.Equal((0, "", "lab_0a1b2c3d_secret", """{"name":"attic","role":"viewer"}"""),
            (result.Code, result.Error, result.Output.TrimEnd(), body.ToString()));
    }

    [Fact]
    public async Task the_list_says_who_joined_last_and_how_to_make_the_first()
    {
        AccessToken[] tokens = [];
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/tokens", () => FakeLab.Json(tokens)));
        var none = await CommandLine.Run("token", "ls", "--server", lab.Url);
        Assert.Equal("There is no token. ./lab token new makes one.", none.Output.TrimEnd());
        tokens = [Token, Token with { Id = "ffffffff", LastHost = "gpu-1", UsedAt = Example.Start, Role = LabRole.Viewer }];
        var two = await CommandLine.Run("token", "ls", "--server", lab.Url);
        Assert.Matches("0a1b2c3d +attic +join .* never", two.Output);
        Assert.Matches("ffffffff +attic +viewer .* gpu-1, ", two.Output);
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
