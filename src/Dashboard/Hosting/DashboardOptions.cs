using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// Where the dashboard listens: the section <c>Dashboard</c> of the configuration, <c>--port</c> and <c>--address</c>.
/// </summary>
/// <param name="Address">Lower case: <c>localhost</c>, a name or an address of this host, or <c>*</c>.</param>
/// <param name="Addresses">What it stands for; one address of "any" for all of this host's.</param>
/// <param name="Port">0 lets the system choose.</param>
internal sealed record DashboardOptions(string Address, ImmutableArray<IPAddress> Addresses, int Port)
{
    public const string Section = "Dashboard";

    private const int DefaultPort = 5080;
    private const string Local = "localhost";
    private const string Everywhere = "*";

    private const string Choices =
        "--address takes localhost, a name or an address of this host, or * for all of them.";

    /// <summary>Whether nobody but this host's users can reach it.</summary>
    public bool IsLocal => Addresses.All(IPAddress.IsLoopback);

    /// <summary>Host names, as browsers send them, under which it answers where it is local.</summary>
    public IReadOnlyList<string> LocalHosts =>
        [.. new[] { Local, "127.0.0.1", "[::1]", Address }.Concat(Addresses.Select(Host)).Distinct()];

    /// <summary>
    /// What the server binds. The system chooses a port for one address, not for a name or for several addresses.
    /// </summary>
    public IReadOnlyList<string> Urls =>
        Port == 0 && Address != Everywhere ? [Url(Host(Addresses[0]))]
        : Address is Local or Everywhere ? [Url(Address)]
        : [.. Addresses.Select(address => Url(Host(address)))];

    /// <summary>Names are resolved; of what they stand for, addresses of other hosts are left out.</summary>
    /// <exception cref="InvalidInputException">The port is no port, or the address is none of this host's.</exception>
    public static DashboardOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var port = ReadPort(section[nameof(Port)]);
        var address = section[nameof(Address)]?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(address))
            address = Local;
        return new DashboardOptions(address, Resolve(address), port);
    }

    private static ImmutableArray<IPAddress> Resolve(string address)
    {
        if (address == Everywhere)
            return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];
        if (address == Local)
            return OfThisHost(Local, [IPAddress.Loopback, IPAddress.IPv6Loopback]);
        if (address.Contains("]:", StringComparison.Ordinal))   // [::1]:80, of which the parser would take [::1]
            throw Unknown(address);
        if (IPAddress.TryParse(address, out var literal))
            return OfThisHost(literal.ToString(), [literal]);
        var found = Lookup(address);
        return OfThisHost($"{address} ({string.Join<IPAddress>(", ", found)})", found);
    }

    private static ImmutableArray<IPAddress> OfThisHost(string named, IEnumerable<IPAddress> addresses)
    {
        ImmutableArray<IPAddress> here = [.. addresses.Where(IsOfThisHost)];
        return here.IsEmpty
            ? throw new InvalidInputException($"{InputText.Shown(named)} is no address of this host; {Choices}")
            : here;
    }

    private static IPAddress[] Lookup(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw Unknown(name, e);
        }
    }

    private static InvalidInputException Unknown(string name, Exception? cause = null)
    {
        var sentence = $"'{InputText.Shown(name)}' is no address, and no name that can be resolved; {Choices}";
        return cause is null ? new InvalidInputException(sentence) : new InvalidInputException(sentence, cause);
    }

    private static bool IsOfThisHost(IPAddress address)
    {
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)                                                     // that is the answer
        {
            return false;
        }
    }

    private static string Host(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    private string Url(string host) => string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}");

    private static int ReadPort(string? text) =>
        text is null ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            ? port
        : throw new InvalidInputException(
            $"The port is '{text}'; it must be a whole number from 0 to {ushort.MaxValue}.");
}
