using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Workers;
using PgGanLab.Silo.Datasets;
using PgGanLab.Silo.Health;
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
        if (options.Extractor.Length > 0)
            ExtractorFiles.Import(options.Directories, options.Extractor);
        builder.Services.AddLabDatabase(options.Directories, builder.Configuration);
        builder.Services.AddStoreMark(options.Directories, options.AcceptLoss);
        builder.UseLabSilo(options);
        builder.Services.AddDatasetMakings();
        builder.Services.AddLabWorkers(devices);
        builder.Services.AddHealthChecks().AddCheck<WorkersHealthCheck>("workers");
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(options.StopSeconds) + StopReserve);
        return builder;
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
        builder.UseLabClient(options);
        builder.Services.AddDatasetMakings();
        return builder;
    }

    /// <summary>What both have. Health checks ask the cluster through a grain.</summary>
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
        builder.Services.AddSingleton<DatasetWorkshops>();
        builder.Services.AddSingleton<IDatasetService, DatasetService>();
        builder.Services.AddSingleton<IStoreService>(services => new StoreService(
            options.Directories, services.GetRequiredService<ILogger<StoreService>>())
        {
            Budget = options.DiskBytes,
        });
        builder.Services.AddSingleton<ICheckpointVerifier, CheckpointVerifier>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database")
            .AddCheck<StoreHealthCheck>("store");
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
    private static void AddLabWorkers(this IServiceCollection services, IEnumerable<Device> devices)
    {
        services.AddSingleton<StoreUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<StoreUpkeep>());
        services.AddHostedService<DailyVerification>();
        services.AddHostedService<BudgetKeeper>();
        services.AddSingleton<JobContext>();
        services.AddSingleton(provider => new WorkerService(
            [.. devices], provider.GetRequiredService<JobContext>(),
            provider.GetRequiredService<ILogger<WorkerService>>()));
        services.AddSingleton<IWorkerService>(provider => provider.GetRequiredService<WorkerService>());
        services.AddHostedService<WorkerLifetime>();
        services.AddHostedService<IdleMemory>();
    }
}
