using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using PgGanLab.Dashboard.Hosting;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Tests.Hosting;

public sealed class DashboardOptionsTests
{
    [Theory]
    [InlineData(null, null, "http://localhost:5080")]
    [InlineData("8000", null, "http://localhost:8000")]
    [InlineData("0", null, "http://127.0.0.1:0")]
    [InlineData("80", "*", "http://*:80")]
    [InlineData(null, "", "http://localhost:5080")]
    [InlineData(null, "LOCALHOST", "http://localhost:5080")]
    [InlineData(null, "127.0.0.2", "http://127.0.0.2:5080")]
    [InlineData(null, "0.0.0.0", "http://0.0.0.0:5080")]
    public void the_lab_listens_where_it_is_told_and_else_on_localhost(string? port, string? address, string url) =>
        Assert.Equal([url], Read(port, address).Urls);

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.2", true)]
    [InlineData("*", false)]
    [InlineData("0.0.0.0", false)]
    public void only_what_other_hosts_can_reach_answers_every_host_name(string address, bool isLocal) =>
        Assert.Equal(isLocal, Read(null, address).IsLocal);

    [Theory, InlineData("::1"), InlineData("[::1]")]
    public void the_loopback_address_of_ipv6_is_local_too(string address)
    {
        if (!Socket.OSSupportsIPv6)
            Assert.Skip("This host has no IPv6.");
        var options = Read(null, address);
        Assert.True(options.IsLocal);
        Assert.Equal(["http://[::1]:5080"], options.Urls);
        Assert.Contains("[::1]", options.LocalHosts);
    }

    [Fact]
    public void a_name_stands_for_its_addresses_alone()
    {
        var name = Dns.GetHostName();
        var expected = Dns.GetHostAddresses(name);
        var options = Read(null, name.ToUpperInvariant());
        Assert.NotEmpty(options.Addresses);
        Assert.Subset(expected.ToHashSet(), options.Addresses.ToHashSet());
        Assert.DoesNotContain(options.Urls, url => url.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.7 is no address of this host; ")]
    [InlineData("localhots.invalid", "'localhots.invalid' is no address, and no name that can be resolved; ")]
    [InlineData("localhost:80", "'localhost:80' is no address, and no name that can be resolved; ")]
    [InlineData("[::1]:80", "'[::1]:80' is no address, and no name that can be resolved; ")]
    public void what_is_no_address_of_this_host_is_refused(string address, string sentence) => Assert.Equal(
        sentence + "--address takes localhost, a name or an address of this host, or * for all of them.",
        Assert.Throws<InvalidInputException>(() => Read(null, address)).Message);

    [Fact]
    public void a_port_that_this_user_may_not_have_is_refused() => Assert.Equal(
        $"Port 80 needs rights that {Environment.UserName} doesn't have here; "
        + "choose one from 1024 upward with --port.",
        PortCheck.Refusal(
            new IPEndPoint(IPAddress.Loopback, 80), new SocketException((int)SocketError.AccessDenied)).Message);

    [Theory]
    [InlineData("http")]
    [InlineData("-1")]
    [InlineData("65536")]
    public void what_is_no_port_is_refused(string port) => Assert.Equal(
        $"The port is '{port}'; it must be a whole number from 0 to 65535.",
        Assert.Throws<InvalidInputException>(() => Read(port, null)).Message);

    [Fact]
    public void a_port_in_use_is_refused_before_anything_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.Equal(
            $"Port {port} is in use; stop what listens there, or choose another port with --port.",
            Assert.Throws<InvalidInputException>(() =>
                PortCheck.EnsureFree(Read($"{port}", null))).Message);
        other.Stop();
        PortCheck.EnsureFree(Read($"{port}", null));
    }

    private static DashboardOptions Read(string? port, string? address) =>
        DashboardOptions.From(new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { ["Dashboard:Port"] = port, ["Dashboard:Address"] = address })
            .Build());
}
