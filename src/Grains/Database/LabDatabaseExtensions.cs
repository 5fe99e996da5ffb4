using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;

namespace PgGanLab.Grains.Database;

/// <summary>Registers the lab database.</summary>
public static class LabDatabaseExtensions
{
    /// <summary>
    /// Name of the connection string of a PostgreSQL server (environment: <c>ConnectionStrings__Lab</c>).
    /// </summary>
    public const string ConnectionName = "Lab";

    /// <summary>
    /// What EF would log as errors before it throws. Conflicts are tried again; who catches the others logs them.
    /// </summary>
    private static readonly (EventId, LogLevel)[] Failures =
    [
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
    ];

    /// <summary>
    /// The lab database: on the PostgreSQL server that the connection string <see cref="ConnectionName"/> names, else
    /// in a SQLite file of the data directory. It is migrated before any hosted service starts. Interceptors that are
    /// registered as services see its commands.
    /// </summary>
    public static IServiceCollection AddLabDatabase(
        this IServiceCollection services, LabDirectories directories, IConfiguration configuration)
    {
        if (configuration.GetConnectionString(ConnectionName) is { Length: > 0 } postgres)
            AddContext<PostgresLabDbContext>(
                services, options => options.UseNpgsql(postgres), PostgresLabDbContext.IsConflict);
        else
            AddContext<SqliteLabDbContext>(
                services, options => options.UseSqlite(File(directories.Database)).AddInterceptors(new SqliteSession()),
                isConflict: null);
        services.AddHostedService<DatabaseStartup>();
        return services;
    }

    private static void AddContext<TContext>(
        IServiceCollection services, Action<DbContextOptionsBuilder> provider, Func<DbException, bool>? isConflict)
        where TContext : LabDbContext
    {
        services.AddPooledDbContextFactory<TContext>((host, options) =>
        {
            provider(options);
            options.AddInterceptors(host.GetServices<IInterceptor>());
            options.ConfigureWarnings(warnings => warnings.Log(Failures));
        });
        services.AddSingleton(host =>
            new LabDatabase(host.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext, isConflict));
    }

    private static string File(string path) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = 30
        }.ConnectionString;
}

/// <summary>Brings the database up to date before any other service of the host starts.</summary>
internal sealed class DatabaseStartup(LabDatabase database) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => database.Migrate(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
