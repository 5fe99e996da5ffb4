using System.Net;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Api;

/// <summary>What other sites in the same browser can't do.</summary>
public sealed class DefenceTests(LabServer lab)
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    public async Task another_site_cannot_change_the_lab(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sweeps/none/cancel");
        request.Headers.Add(header, value);
        Assert.Equal((HttpStatusCode.Forbidden, "Requests from other sites may not change the lab."),
            await LabServer.Refusal(await lab.Http.SendAsync(request)));
    }

    [Fact]
    public async Task a_strange_host_name_is_not_answered()
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Get, "/api/v1/sweeps") { Headers = { Host = "rebound.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await lab.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task pages_load_nothing_from_elsewhere() =>
        Assert.Contains(
            "default-src 'self'", (await lab.Http.GetAsync("/")).Headers.GetValues("Content-Security-Policy").First(),
            StringComparison.Ordinal);
}
