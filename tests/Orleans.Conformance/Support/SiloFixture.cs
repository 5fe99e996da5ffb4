using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using PgGanLab.OrleansConformance.Filters;
using PgGanLab.OrleansConformance.Placement;

namespace PgGanLab.OrleansConformance.Support;

/// <summary>One silo in this process, shared by all tests that need no short timeouts.</summary>
public class SiloFixture : IAsyncLifetime
{
    private IHost? _host;

    public IServiceProvider Services => _host!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public Gates Gates => Services.GetRequiredService<Gates>();

    public Journal Journal => Services.GetRequiredService<Journal>();

    public async ValueTask InitializeAsync()
    {
        _host = Build(Configure);
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A host with a silo on free ports, not started.</summary>
    public static IHost Build(Action<ISiloBuilder> configure, Action<IServiceCollection>? addLater = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Gates>().AddSingleton<Journal>().AddScoped<ScopedResource>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = "conformance";
                options.ServiceId = "conformance";
            });
            silo.Configure<SiloOptions>(options => options.SiloName = "host-a");
            silo.Services.AddPlacementDirector<OwnerPlacement, OwnerPlacementDirector>();
            configure(silo);
        });
        addLater?.Invoke(builder.Services);
        return builder.Build();
    }

    protected virtual void Configure(ISiloBuilder silo)
    {
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(20));
        silo.AddIncomingGrainCallFilter<JournalFilter>();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
