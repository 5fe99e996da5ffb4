using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Drawing;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Hosts;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth;
using PgGanLab.Silo.Datasets;
using PgGanLab.Silo.Drawing;
using PgGanLab.Silo.Health;
using PgGanLab.Silo.Hosts;
using PgGanLab.Silo.Logging;
using PgGanLab.Silo.Metrics;
using PgGanLab.Silo.Store;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Hosting;

/// <summary>Puts a lab into a host: with a silo of its own, or as a client of a cluster.</summary>
public static class LabSiloExtensions
{
    /// <summary>How much longer than its workers the host may take to stop.</summary>
    private static readonly TimeSpan StopReserve = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan DatabaseAnswersWithin = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds everything of a lab but its pages: database, grains, this host's workers, datasets, store, health checks
    /// (<c>database</c>, <c>store</c>, <c>workers</c>), metrics and the log. Takes the data directory at once and holds
    /// it until the host is disposed.
    /// </summary>
    /// <exception cref="Growth.InvalidInputException">The options can't be met, or another lab has the
    /// data directory.</exception>
    public static IHostApplicationBuilder AddLabSilo(this IHostApplicationBuilder builder, LabOptions options)
    {
        options.Check();
        var devices = DeviceList.Of(options.Devices, options.ThreadsPerWorker, options.WorkerMemoryBytes);
        builder.AddLabProcess(options);
        builder.Services.AddLabStore(options);
        if (options.Extractor.Length > 0)
            ExtractorFiles.Import(options.Directories, options.Extractor);
        builder.Services.AddLabDatabase(options.Directories, builder.Configuration);
        builder.Services.AddStoreMark(options.Directories, options.AcceptLoss);
        builder.UseLabSilo(options, access: options.AcceptsHosts ? builder.AddLabHost(options) : null);
        builder.Services.AddDatasetMakings();
        builder.Services.AddHostedService<DailyVerification>();
        builder.Services.AddHostedService<BudgetKeeper>();
        builder.Services.AddSingleton<IJobFiles, SharedJobFiles>();
        builder.AddLabWorkers(devices, options);
        return builder;
    }

    /// <summary>
    /// Adds a host that has workers alone, and joins the lab host that <see cref="LabOptions.Join"/> names: no database,
    /// no grains but the workers', and a cache of the lab's files. Waits until the lab host answers.
    /// </summary>
    /// <inheritdoc cref="AddLabSilo" path="/exception"/>
    public static IHostApplicationBuilder AddJoinedHost(this IHostApplicationBuilder builder, LabOptions options)
    {
        options.Check();
        builder.AddLabProcess(options);
        var (joined, access, labHost) = LabHostJoin.Ask(options, builder.Configuration);
        var devices = DeviceList.Of(joined.Devices, joined.ThreadsPerWorker, joined.WorkerMemoryBytes);
        builder.Services.AddSingleton(joined);
        builder.Services.AddSingleton(_ => labHost);
        builder.Services.AddSingleton(services => new HostCache(
            joined.Directories, ByteText.Read(joined.Cache)!.Value,
            services.GetRequiredService<ILogger<HostCache>>()));
        builder.Services.AddSingleton<IJobFiles, FetchedJobFiles>();
        builder.UseLabSilo(joined, SiloRole.Worker, access);
        builder.AddLabWorkers(devices, joined);
        return builder;
    }

    /// <summary>Lets other hosts join: the list of members, and what is told to them.</summary>
    /// <returns>How this host's silo becomes a member.</returns>
    private static ClusterAccess AddLabHost(this IHostApplicationBuilder builder, LabOptions options)
    {
        var identity = ClusterIdentity.Of(options);
        var address = options.SiloAddress.Length > 0 ? IPAddress.Parse(options.SiloAddress) : IPAddress.Loopback;
        var place = options.ListensAnywhere ? null : address;
        builder.Services.AddHostedService(_ => new MembershipServer(identity, place, options.Directories));
        builder.Services.AddLeaseGrace();
        builder.Services.AddSingleton<IHostInvitations>(new HostInvitations(identity, options));
        builder.Services.AddSingleton<IStoreInbox, StoreInbox>();
        return new ClusterAccess(
            identity.Id, address.ToString(), identity.MembershipPort, identity.Password,
            ClusterAccess.Read(identity.Certificate), address, options.ListensAnywhere, identity.SiloPort,
            options.ProbeSeconds);
    }

    /// <summary>
    /// Adds a window on the cluster whose gateways are named in <see cref="LabOptions.Gateways"/>: its grains, the
    /// store that all hosts share, datasets, health checks (<c>database</c>, <c>store</c>), metrics and the log; no
    /// silo, no database of its own, no workers. It waits for the cluster.
    /// </summary>
    /// <inheritdoc cref="AddLabSilo" path="/exception"/>
    public static IHostApplicationBuilder AddLabClient(this IHostApplicationBuilder builder, LabOptions options)
    {
        options.Check();
        builder.AddLabProcess(options);
        builder.Services.AddLabStore(options);
        builder.UseLabClient(options);
        builder.Services.AddDatasetMakings();
        return builder;
    }

    /// <summary>What all have. Health checks ask the cluster through a grain.</summary>
    private static void AddLabProcess(this IHostApplicationBuilder builder, LabOptions options)
    {
        var taken = DataDirectoryLock.Take(options.Directories);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Directories);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => taken);
        builder.Services.AddHostedService<LockNotice>();
        builder.AddLabLog(options.Directories);
        builder.AddLabMetrics();
        builder.Services.AddHealthChecks()
            .AddCheck<LifetimeHealthCheck>("lifetime", null, [LifetimeHealthCheck.Ready])
            .AddCheck<DatabaseHealthCheck>("database", null, [LifetimeHealthCheck.Ready], DatabaseAnswersWithin)
            .AddCheck<StoreHealthCheck>("store");
    }

    /// <summary>What works on the lab's own store.</summary>
    private static void AddLabStore(this IServiceCollection services, LabOptions options)
    {
        services.AddSingleton<DatasetWorkshops>();
        services.AddSingleton<IDatasetService, DatasetService>();
        services.AddSingleton<IStoreService>(provider => new StoreService(
            options.Directories, provider.GetRequiredService<ILogger<StoreService>>())
        {
            Budget = options.DiskBytes,
        });
        services.AddSingleton<ICheckpointVerifier, CheckpointVerifier>();
        services.AddSingleton<ILatentService, LatentService>();
    }

    /// <summary>
    /// Registered after the silo or client, so that it is noted what was being made before they stop.
    /// </summary>
    private static void AddDatasetMakings(this IServiceCollection services)
    {
        services.AddSingleton<DatasetMakings>();
        services.AddSingleton<IDatasetMakings>(provider => provider.GetRequiredService<DatasetMakings>());
        services.AddHostedService(provider => provider.GetRequiredService<DatasetMakings>());
    }

    /// <summary>Registered after the silo, so that workers stop before it.</summary>
    private static void AddLabWorkers(
        this IHostApplicationBuilder builder, IEnumerable<Device> devices, LabOptions options)
    {
        var services = builder.Services;
        services.AddSingleton<StoreUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<StoreUpkeep>());
        services.AddSingleton<JobContext>();
        services.AddSingleton(provider => new WorkerService(
            [.. devices], provider.GetRequiredService<JobContext>(),
            provider.GetRequiredService<ILogger<WorkerService>>()));
        services.AddSingleton<IWorkerService>(provider => provider.GetRequiredService<WorkerService>());
        services.AddHostedService<WorkerLifetime>();
        services.AddHostedService<IdleMemory>();
        services.AddHealthChecks().AddCheck<WorkersHealthCheck>("workers");
        services.AddHostedService<StopLimit>();
        services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(options.StopSeconds) + StopReserve);
    }
}
