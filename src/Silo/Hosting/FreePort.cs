using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// Ports of loopback on which nobody listens. They lie below those that the system gives to connections: one of those
/// may be somebody's connection before it is listened on.
/// </summary>
internal static class FreePort
{
    private const int Lowest = 10_000;
    private const int Attempts = 100;
    private const string SystemsRange = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <returns>A port from 10,000 at random, so that two who ask at once hardly ever get the same.</returns>
    /// <exception cref="InvalidOperationException">All that were tried are in use.</exception>
    public static int Find()
    {
        var end = SystemsLowest();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(Lowest, end);
            if (IsFree(port))
                return port;
        }
        throw new InvalidOperationException($"{Attempts} ports from {Lowest} to {end - 1} were tried, and all are in use.");
    }

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }

    /// <summary>The first port that the system itself gives away; Linux's default where it doesn't tell.</summary>
    private static int SystemsLowest()
    {
        const int usual = 32_768;
        if (!File.Exists(SystemsRange))
            return usual;
        var lowest = int.Parse(File.ReadAllText(SystemsRange).Split()[0], CultureInfo.InvariantCulture);
        return lowest > Lowest ? lowest : usual;
    }
}
