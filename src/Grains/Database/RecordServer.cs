using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Database;

/// <summary>A lab database on a PostgreSQL server, looked at from outside of a lab.</summary>
public static class RecordServer
{
    /// <summary>Seconds that it may take to answer.</summary>
    private const int Patience = 5;

    /// <summary>The connection string in the environment; null where there is none.</summary>
    public static string? Connection =>
        Environment.GetEnvironmentVariable($"ConnectionStrings__{LabDatabaseExtensions.ConnectionName}")
            is { Length: > 0 } set ? set : null;

    /// <summary>Where it is, how its schema stands, and how long it takes to answer.</summary>
    /// <param name="connection">Its connection string.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="InvalidInputException">It can't be reached or used; the sentence has no password.</exception>
    public static async Task<(string Place, RecordState State, TimeSpan Answered)> Describe(
        string connection, CancellationToken stop)
    {
        NpgsqlConnectionStringBuilder server;
        try
        {
            server = new NpgsqlConnectionStringBuilder(connection) { Timeout = Patience };
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException("The connection string of PostgreSQL can't be read.", e);
        }
        var place = $"{server.Database} at {server.Host}:{server.Port}";
        await using var db = new PostgresLabDbContext(
            new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql(server.ConnectionString).Options);
        try
        {
            await db.Database.OpenConnectionAsync(stop);
            var clock = Stopwatch.StartNew();
            await db.Database.ExecuteSqlRawAsync("SELECT 1", stop);
            var answered = clock.Elapsed;
            await LabSchema.Check(db, place, stop);
            return (place, RecordState.Of(db), answered);
        }
        catch (Exception e) when ((e as NpgsqlException ?? e.InnerException as NpgsqlException) is { } cause)
        {
            throw new InvalidInputException(
                $"The PostgreSQL database {place} can't be used: {Readable.Clause(cause.Message)}.", e);
        }
    }
}
