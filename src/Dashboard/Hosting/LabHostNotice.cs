using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PgGanLab.Dashboard.Api;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>Where a lab host is reached by those that join it, and the line with which they do.</summary>
internal static class LabHostNotice
{
    /// <summary>An address of documentation: nothing is sent to it, but the system says from where it would be.</summary>
    private static readonly IPEndPoint Elsewhere = new(IPAddress.Parse("192.0.2.1"), 9);

    /// <summary>The same options, with where the other silos reach this host's, where nobody said so.</summary>
    public static LabOptions WithAddress(this LabOptions options, DashboardOptions dashboard)
    {
        var listensAnywhere = dashboard.Addresses.Any(a => a.Equals(IPAddress.Any) || a.Equals(IPAddress.IPv6Any));
        return options with
        {
            ListensAnywhere = options.ListensAnywhere || listensAnywhere || options.SiloAddress.Length > 0,
            SiloAddress = options.SiloAddress.Length > 0 ? options.SiloAddress
                : (listensAnywhere ? Outgoing() : dashboard.Addresses[0]).ToString(),
        };
    }

    /// <summary>Prints it; with a token where the lab has none yet.</summary>
    public static async Task Print(WebApplication app)
    {
        var options = app.Services.GetRequiredService<LabOptions>();
        if (!options.AcceptsHosts)
            return;
        var tokens = TokenEndpoints.Tokens(app.Services.GetRequiredService<IGrainFactory>());
        var secret = (await tokens.GetAll()).IsEmpty ? (await tokens.Create("the first hosts")).Secret : null;
        var url = app.Services.GetRequiredService<ProxyOptions>().PublicUrl
            ?? Url(options, app.Services.GetRequiredService<IServer>());
        Console.WriteLine($"Other hosts join with: ./lab silo --join {url} --token {secret ?? "TOKEN"}");
        Console.WriteLine(secret is null
            ? "./lab token new makes a TOKEN, ./lab token ls lists those that are good."
            : "The token is shown this once; ./lab token new makes others, ./lab token revoke takes them away.");
    }

    private static string Url(LabOptions options, IServer server)
    {
        var port = server.Features.Get<IServerAddressesFeature>()?.Addresses
            .Select(a => BindingAddress.Parse(a).Port).FirstOrDefault();
        var host = options.SiloAddress.Contains(':', StringComparison.Ordinal)
            ? $"[{options.SiloAddress}]" : options.SiloAddress;
        return $"http://{host}:{port}";
    }

    /// <summary>The address of this host on the way to others; that of itself where there is no way.</summary>
    private static IPAddress Outgoing()
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(Elsewhere);
            return ((IPEndPoint)probe.LocalEndPoint!).Address;
        }
        catch (SocketException)                                                     // that is the answer
        {
            return IPAddress.Loopback;
        }
    }
}
