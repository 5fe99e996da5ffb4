using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Dashboard.Hosting;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Tests.Hosting;

public sealed class ProxiesTests
{
    [Theory]
    [InlineData("https://lab.example", "https://lab.example", "", "https://lab.example")]
    [InlineData("https://Lab.example:443/a/b/", "https://lab.example/a/b", "/a/b", "https://lab.example")]
    [InlineData("http://lab.example:8080/x", "http://lab.example:8080/x", "/x", "http://lab.example:8080")]
    [InlineData(" ", null, "", null)]
    public void a_public_address_is_an_origin_and_a_prefix(string text, string? url, string prefix, string? origin)
    {
        var options = Read(text);
        Assert.Equal((url, prefix, origin), (options.PublicUrl, options.Prefix.Value ?? "", options.PublicOrigin));
    }

    [Theory]
    [InlineData("lab.example/prefix")]
    [InlineData("ftp://lab.example")]
    [InlineData("https://lab.example/?a=1")]
    [InlineData("https://me@lab.example")]
    public void what_is_no_public_address_is_refused(string text) => Assert.Equal(
        $"The public address is '{text}'; --public-url takes one such as https://lab.example or "
        + "https://lab.example/prefix.",
        Assert.Throws<InvalidInputException>(() => Read(text)).Message);

    [Theory]
    [InlineData("proxy")]
    [InlineData("10.0.0.0/99")]
    public void what_is_no_trusted_proxy_is_refused(string text) => Assert.Equal(
        $"The trusted proxy '{text}' is neither an address nor a network; --trusted-proxy takes one such as 10.0.0.7 "
        + "or 10.0.0.0/8.",
        Assert.Throws<InvalidInputException>(() => Read(null, text)).Message);

    [Fact]
    public void several_trusted_proxies_are_all_kept() => Assert.Equal(
        ["--port", "0", "--trusted-proxy", "10.0.0.7", "--trusted-proxy=10.1.0.0/16", "--trusted-proxy",
            "10.0.0.7,10.1.0.0/16"],
        LabProcess.Together(
            ["--port", "0", "--trusted-proxy", "10.0.0.7", "--trusted-proxy=10.1.0.0/16"], "--trusted-proxy"));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("10.0.0.7", true)]
    [InlineData("::ffff:10.0.0.7", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.0.0.8", false)]
    [InlineData("192.0.2.1", false)]
    public async Task only_trusted_proxies_say_who_asked_and_for_what(string peer, bool believed)
    {
        var request = (await Send(Read(null, "10.0.0.7, 10.1.0.0/16"), "/workers", peer, forwarded: true)).Request;

        Assert.Equal(believed
            ? ("https", "lab.example", "/prefix", "203.0.113.5")
            : ("http", "localhost", "", peer),
            (request.Scheme, request.Host.Value, request.PathBase.Value,
                request.HttpContext.Connection.RemoteIpAddress!.ToString()));
    }

    [Fact]
    public async Task of_several_proxies_the_first_that_is_not_trusted_is_who_asked()
    {
        var context = await Send(Read(null, "10.0.0.0/8"), "/", "10.0.0.7", forwarded: true,
            c => c.Request.Headers["X-Forwarded-For"] = "1.2.3.4, 203.0.113.5, 10.0.0.9");
        Assert.Equal("203.0.113.5", context.Connection.RemoteIpAddress!.ToString());
    }

    [Theory]
    [InlineData("/prefix/workers", "/workers")]
    [InlineData("/workers", "/workers")]
    [InlineData("/prefixes/workers", "/prefixes/workers")]
    [InlineData("/prefix/", "/")]
    public async Task the_prefix_is_taken_off_whether_the_proxy_left_it_or_not(string sent, string path)
    {
        var request = (await Send(Read("https://lab.example/prefix"), sent, "127.0.0.1")).Request;
        Assert.Equal(("/prefix", path), (request.PathBase.Value, request.Path.Value));
    }

    [Fact]
    public async Task the_prefix_alone_leads_to_the_first_page()
    {
        var context = await Send(Read("https://lab.example/prefix"), "/prefix", "127.0.0.1");
        Assert.Equal((302, "/prefix/"), (context.Response.StatusCode, context.Response.Headers.Location.ToString()));
    }

    private static ProxyOptions Read(string? publicUrl, string? trusted = null) =>
        ProxyOptions.From(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Dashboard:PublicUrl"] = publicUrl,
                ["Dashboard:Trusted"] = trusted,
            })
            .Build());

    private static async Task<HttpContext> Send(
        ProxyOptions options, string path, string peer, bool forwarded = false, Action<HttpContext>? change = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(options).BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseProxies();
        app.Run(_ => Task.CompletedTask);
        var context = new DefaultHttpContext { RequestServices = services };
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        (context.Request.Method, context.Request.Scheme) = ("GET", "http");
        (context.Request.Host, context.Request.Path) = (new HostString("localhost"), path);
        if (forwarded)
        {
            context.Request.Headers["X-Forwarded-For"] = "203.0.113.5";
            context.Request.Headers["X-Forwarded-Proto"] = "https";
            context.Request.Headers["X-Forwarded-Host"] = "lab.example";
            context.Request.Headers["X-Forwarded-Prefix"] = "/prefix";
        }
        change?.Invoke(context);
        await app.Build()(context);
        return context;
    }
}
