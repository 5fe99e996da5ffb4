using System.Net;
using System.Net.Sockets;
using PgGanLab.Grains.Access;
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
        var tokens = app.Services.GetRequiredService<IGrainFactory>().Tokens();
        var secret = (await tokens.GetAll()).Any(t => t.Role == LabRole.Join)
            ? null
            : (await tokens.Create("the first hosts", LabRole.Join)).Secret;
        var url = app.Services.GetRequiredService<ProxyOptions>().PublicUrl ?? Reachable(app);
        Console.WriteLine($"Other hosts join with: ./lab silo --join {url} --token {secret ?? "TOKEN"}");
        Console.WriteLine(secret is null
            ? "./lab token new makes a TOKEN, ./lab token ls lists those that are good."
            : "The token is shown this once; ./lab token new makes others, ./lab token revoke takes them away.");
    }

    /// <summary>How others reach the lab, where no proxy stands before it.</summary>
    public static string Reachable(WebApplication app)
    {
        var address = app.Services.GetRequiredService<LabOptions>()
            .WithAddress(app.Services.GetRequiredService<DashboardOptions>()).SiloAddress;
        var port = app.Urls.Select(a => BindingAddress.Parse(a).Port).FirstOrDefault();
        return $"http://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{port}";
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
