using System.Net;
using System.Net.Sockets;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Tests.Hosting;

public sealed class FreePortTests
{
    [Fact]
    public void it_can_be_listened_on_and_is_never_one_that_the_system_gives_to_connections()
    {
        using var connections = new TcpListener(IPAddress.Loopback, 0);
        connections.Start();
        var port = FreePort.Find();
        Assert.InRange(port, 10_000, ((IPEndPoint)connections.LocalEndpoint).Port - 1);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
    }

    [Fact]
    public void those_who_ask_at_once_get_different_ones()
    {
        var ports = Enumerable.Range(0, 5).Select(_ => FreePort.Find()).ToArray();
        Assert.True(ports.Distinct().Count() >= 4, string.Join(' ', ports));
    }
}
