using System.Net;
using System.Net.Sockets;

namespace PgGanLab.Dashboard.Alerts;

/// <summary>
/// Which addresses are on the internet, not this host or its network, where a webhook could reach what nobody else can
/// (a metadata service, another program's port).
/// </summary>
internal static class PublicAddresses
{
    /// <summary>Special-purpose addresses. Source: IANA's registries (RFC 6890, and its entries for multicast).</summary>
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
            "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
            "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    public static bool Has(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Special.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily
            && network.Contains(plain));
    }

    /// <summary>Connects to a host, to one of its public addresses alone.</summary>
    /// <exception cref="HttpRequestException">It has none.</exception>
    public static async ValueTask<Stream> Connect(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var found = (await Dns.GetHostAddressesAsync(host, cancellationToken)).Where(Has).ToArray();
        if (found.Length == 0)
            throw new HttpRequestException(
                $"{host} is an address of this host or its network; {AlertOptions.PrivateVariable}=yes allows that");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
