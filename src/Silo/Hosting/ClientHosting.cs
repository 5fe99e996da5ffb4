using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using PgGanLab.Grains;
using PgGanLab.Growth;

namespace PgGanLab.Silo.Hosting;

/// <summary>Configures the Orleans client of a process that shows a cluster's lab.</summary>
internal static class ClientHosting
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    /// <summary>Adds the client. While no gateway answers it tries again, until the host stops.</summary>
    /// <exception cref="InvalidInputException">An address of a gateway can't be read or found.</exception>
    public static void UseLabClient(this IHostApplicationBuilder builder, LabOptions options)
    {
        var gateways = Addresses(options.Gateways);
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering(gateways);
            client.UseConnectionRetryFilter(async (_, stop) =>
            {
                await Task.Delay(RetryEvery, stop);
                return true;
            });
            client.Services.AddLabSerializer();
            if (options.Cluster.Length > 0)
                client.Configure<ClusterOptions>(o =>
                    (o.ClusterId, o.ServiceId) = (options.Cluster, SiloHosting.ServiceId));
            client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = SiloHosting.ResponseTimeout);
        });
    }

    private static IPEndPoint[] Addresses(string gateways) =>
        [.. gateways.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Address)];

    private static IPEndPoint Address(string gateway)
    {
        if (IPEndPoint.TryParse(gateway, out var endpoint) && endpoint.Port > 0)
            return endpoint;
        if (!Uri.TryCreate($"tcp://{gateway}", UriKind.Absolute, out var uri) || uri.Port <= 0)
            throw new InvalidInputException(
                $"'{gateway}' in Lab:Gateways is no address; write host:port, such as gpu-host-1:30000.");
        try
        {
            return new IPEndPoint(Dns.GetHostAddresses(uri.DnsSafeHost)[0], uri.Port);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new InvalidInputException(
                $"The host of gateway '{gateway}' can't be found: {Readable.Clause(e.Message)}.", e);
        }
    }
}
