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
        var (status, sentence) = await LabServer.Refusal(await lab.Http.SendAsync(request));
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.StartsWith("Requests from other sites may not change the lab", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_refused_origin_is_named_with_what_a_proxy_needs()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://lab.example");
        Assert.Equal(
            "Requests from other sites may not change the lab: this one came from https://lab.example to "
            + "http://localhost. Where that is the lab's own address behind a proxy, start it with --public-url.",
            (await LabServer.Refusal(await lab.Http.SendAsync(request))).Detail);
    }

    [Fact]
    public async Task another_site_cannot_connect_to_a_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor");
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        Assert.Equal(HttpStatusCode.Forbidden, (await lab.Http.SendAsync(request)).StatusCode);
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
