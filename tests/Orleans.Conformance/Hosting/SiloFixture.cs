using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace PgGanLab.OrleansConformance.Hosting;

/// <summary>One silo in this process, with timeouts that suit tests.</summary>
public class SiloFixture : IAsyncLifetime
{
    private IHost? _host;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host!.Services;

    public virtual TimeSpan ResponseTimeout => TimeSpan.FromSeconds(10);

    public async ValueTask InitializeAsync() => _host = await StartAsync(Configure);

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a host with a silo on free ports.</summary>
    public static async Task<IHost> StartAsync(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            configure(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    protected virtual void Configure(ISiloBuilder silo)
    {
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = "conformance";
            options.ServiceId = "conformance";
        });
        silo.Configure<SiloOptions>(options => options.SiloName = "host-a");
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
