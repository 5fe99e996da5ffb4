using System.Net;
using Microsoft.Extensions.Configuration;
using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Hosting;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Tests.Access;

/// <summary>When people must sign in.</summary>
public sealed class AccessOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1", null, null, null, false)]
    [InlineData("127.0.0.1", null, null, "always", true)]
    [InlineData("10.0.0.5", null, null, null, true)]
    [InlineData("0.0.0.0", null, null, "auto", true)]
    [InlineData("::", null, null, "", true)]
    [InlineData("127.0.0.1", "https://lab.example", null, null, true)]
    [InlineData("127.0.0.1", null, "10.0.0.0/8", null, true)]
    [InlineData("127.0.0.1", "https://lab.example", null, "Proxy", false)]
    public void they_must_where_others_can_reach_the_lab(
        string address, string? publicUrl, string? trusted, string? signIn, bool required)
    {
        var options = Read(address, publicUrl, trusted, signIn);
        Assert.Equal(required, options.IsRequired);
        Assert.Equal(signIn != "Proxy", options.ShowsInsides);
    }

    [Theory]
    [InlineData("10.0.0.5", "proxy", "With --sign-in proxy the lab asks nobody who they are, so it may listen on this "
        + "host alone; leave out --address, and let the proxy reach it at localhost.")]
    [InlineData("127.0.0.1", "never", "'never' says nothing of who signs in; --sign-in takes auto, always or proxy.")]
    public void what_would_open_the_lab_is_refused(string address, string signIn, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => Read(address, null, null, signIn)).Message);

    private static AccessOptions Read(string address, string? publicUrl, string? trusted, string? signIn)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Dashboard:PublicUrl"] = publicUrl,
            ["Dashboard:Trusted"] = trusted,
            ["Dashboard:SignIn"] = signIn,
        }).Build();
        return AccessOptions.From(
            configuration, new DashboardOptions(address, [IPAddress.Parse(address)], 5080),
            ProxyOptions.From(configuration));
    }
}
