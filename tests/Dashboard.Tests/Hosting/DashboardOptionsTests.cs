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
    public void the_lab_listens_where_it_is_told_and_else_on_localhost(string? port, string? address, string url) =>
        Assert.Equal(url, Read(port, address).Url);

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
                PortCheck.EnsureFree(new DashboardOptions("localhost", port))).Message);
        other.Stop();
        PortCheck.EnsureFree(new DashboardOptions("localhost", port));
    }

    private static DashboardOptions Read(string? port, string? address) =>
        DashboardOptions.From(new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { ["Dashboard:Port"] = port, ["Dashboard:Address"] = address })
            .Build());
}
