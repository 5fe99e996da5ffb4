using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PgGanLab.Grains.Database;
using PgGanLab.Growth;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// Before the silo starts: whether the database of its cluster has the tables of Orleans' membership, which an
/// administrator makes once.
/// </summary>
internal sealed class ClusterTables(IConfiguration configuration) : IHostedLifecycleService
{
    /// <exception cref="InvalidInputException">They are missing; the sentence names the scripts
    /// that make them.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(
            configuration.GetConnectionString(LabDatabaseExtensions.ConnectionName));
        await connection.OpenAsync(cancellationToken);
        await using var query = new NpgsqlCommand(
            "SELECT to_regclass('orleansquery') IS NOT NULL AND to_regclass('orleansmembershiptable') IS NOT NULL",
            connection);
        if (await query.ExecuteScalarAsync(cancellationToken) is not true)
            throw new InvalidInputException(
                $"The PostgreSQL database {connection.Database} at {connection.Host}:{connection.Port} has no tables "
                + "of Orleans' membership; run PostgreSQL-Main.sql and PostgreSQL-Clustering.sql in it once, as "
                + "docs/cluster.md says.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
