using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Storage;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Workers;
using PgGanLab.Silo.Datasets;
using PgGanLab.Silo.Health;
using PgGanLab.Silo.Logging;
using PgGanLab.Silo.Metrics;
using PgGanLab.Silo.Store;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Hosting;

/// <summary>Puts a silo into a host.</summary>
public static class LabSiloExtensions
{
    /// <summary>How much longer than its workers the host may take to stop.</summary>
    private static readonly TimeSpan StopReserve = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds everything of a lab but its pages: database, grains, this host's workers, datasets, store, health checks
    /// (<c>database</c>, <c>store</c>, <c>workers</c>), metrics (<see cref="PrometheusExporter"/>, for <c>/metrics</c>) and the log file.
    /// Takes the data directory at once and holds it until the host is disposed.
    /// </summary>
    /// <exception cref="Growth.InvalidInputException">The options can't be met, or another lab has the data directory.</exception>
    public static IHostApplicationBuilder AddLabSilo(this IHostApplicationBuilder builder, LabOptions options)
    {
        options.Check();
        var devices = DeviceList.Of(options.Devices, options.ThreadsPerWorker, options.WorkerMemoryBytes);
        var taken = DataDirectoryLock.Take(options.Directories);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Directories);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => taken);
        builder.Services.AddHostedService<LockNotice>();
        builder.AddLabLog(options.Directories);
        builder.Services.AddLabDatabase(options.Directories, builder.Configuration);
        builder.UseLabSilo(options);
        builder.Services.AddLabMetrics();
        builder.Services.AddLabWorkers(devices);
        builder.Services.AddSingleton<IDatasetService, DatasetService>();
        builder.Services.AddSingleton<IStoreService, StoreService>();
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database").AddCheck<StoreHealthCheck>("store").AddCheck<WorkersHealthCheck>("workers");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.StopSeconds) + StopReserve);
        return builder;
    }

    /// <summary>Registered after the silo, so that workers stop before it.</summary>
    private static void AddLabWorkers(this IServiceCollection services, IEnumerable<Device> devices)
    {
        services.AddSingleton<StoreUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<StoreUpkeep>());
        services.AddSingleton<JobContext>();
        services.AddSingleton(provider => new WorkerService(
            [.. devices], provider.GetRequiredService<JobContext>(), provider.GetRequiredService<ILogger<WorkerService>>()));
        services.AddSingleton<IWorkerService>(provider => provider.GetRequiredService<WorkerService>());
        services.AddHostedService<WorkerLifetime>();
    }

    /// <summary>Everything from information on goes to the file, warnings and worse to the console too (the engine's own warnings, on its pace and its peers, don't).</summary>
    private static void AddLabLog(this IHostApplicationBuilder builder, LabDirectories directories)
    {
        builder.Services.AddSingleton<ILoggerProvider>(provider => new FileLoggerProvider(directories.Logs, provider.GetRequiredService<TimeProvider>()));
        builder.Logging.AddFilter<FileLoggerProvider>("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Orleans", LogLevel.Error);
    }
}
