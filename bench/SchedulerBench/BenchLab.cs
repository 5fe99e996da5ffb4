using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.SchedulerBench;

/// <summary>A lab in this process: the real grains on a SQLite file of their own, with simulated devices.</summary>
internal sealed class BenchLab : IAsyncDisposable
{
    public const string Silo = "bench";

    private readonly IHost host;

    private BenchLab(IHost host, LabDirectories directories, SimulatedDevices devices) =>
        (this.host, Directories, Devices) = (host, directories, devices);

    public LabDirectories Directories { get; }

    public SimulatedDevices Devices { get; }

    public static DatasetFacts Images { get; } = new("images", new string('a', 64), 32, 1, 1000, 0);

    private IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public ICatalogGrain Catalog => Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    public ISchedulerGrain Scheduler => Grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key);

    public ISweepGrain Sweep(string id) => Grains.GetGrain<ISweepGrain>(id);

    public IGrowthPhaseGrain Phase(string key) => Grains.GetGrain<IGrowthPhaseGrain>(key);

    /// <summary>A lab with the dataset <see cref="Images"/> and no devices yet.</summary>
    public static async Task<BenchLab> Start()
    {
        var directories = LabDirectories.Of(Path.Combine(Path.GetTempPath(), $"pgganlab-bench-{Guid.NewGuid():N}"));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Critical);
        var devices = new SimulatedDevices();
        builder.Services.AddSingleton<IWorkerService>(devices);
        builder.Services.AddSingleton<IStoreService>(new EveryFile());
        builder.Services.AddLabDatabase(directories, builder.Configuration);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            silo.Configure<SiloOptions>(o => o.SiloName = Silo);
            silo.AddLabGrains();
        });
        var host = builder.Build();
        Directory.CreateDirectory(directories.Data);
        await host.StartAsync();
        var lab = new BenchLab(host, directories, devices);
        devices.Join(lab);
        await lab.Catalog.RegisterDataset(Images);
        return lab;
    }

    public async ValueTask DisposeAsync()
    {
        await Devices.DisposeAsync();
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(Directories.Data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
