using System.Net;
using System.Net.Http.Json;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class TokenApiTests(LabServer lab)
{
    [Fact]
    public async Task a_token_is_made_listed_without_its_secret_and_revoked()
    {
        using var answer = await lab.Post("/api/v1/tokens", """{"name":"attic"}""", "application/json");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = (await answer.Content.ReadFromJsonAsync<NewAccessToken>(LabJson.Options))!;
        Assert.Equal($"/api/v1/tokens/{made.Token.Id}", answer.Headers.Location?.OriginalString);
        var listed = await lab.Http.GetStringAsync("/api/v1/tokens");
        Assert.Contains(made.Token.Id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Secret.Split('_')[2], listed, StringComparison.Ordinal);

        using var gone = await lab.Http.DeleteAsync($"/api/v1/tokens/{made.Token.Id}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, $"There is no token '{made.Token.Id}'."),
            await LabServer.Refusal(await lab.Http.DeleteAsync($"/api/v1/tokens/{made.Token.Id}")));
    }

    [Fact]
    public async Task a_token_without_a_name_is_refused() => Assert.Equal(
        (HttpStatusCode.BadRequest, "'' can't be a token's name; use 1 to 64 characters."),
        await LabServer.Refusal(await lab.Post("/api/v1/tokens", "{}", "application/json")));

    [Fact]
    public async Task a_role_that_is_none_is_refused() => Assert.Equal(
        (HttpStatusCode.BadRequest,
            "'root' is no role of a token; it must be join, viewer, researcher or administrator."),
        await LabServer.Refusal(
            await lab.Post("/api/v1/tokens", """{"name":"a","role":"root"}""", "application/json")));

    [Fact]
    public async Task a_lab_that_takes_no_hosts_has_nothing_to_join()
    {
        using var file = await lab.Http.GetAsync("/api/v1/hosts/files/lab-id");
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        using var invitation = await lab.Post("/api/v1/hosts", "{}", "application/json");
        Assert.False(invitation.IsSuccessStatusCode);
    }
}
