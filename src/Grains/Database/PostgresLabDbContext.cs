using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Database;

/// <summary>The lab database on a PostgreSQL server, for a cluster of hosts.</summary>
internal sealed class PostgresLabDbContext(DbContextOptions<PostgresLabDbContext> options) : LabDbContext(options)
{
    /// <summary>Any number, the same for every lab: held while one process migrates.</summary>
    private const long MigrationLock = 0x5067_4761_6e4c_6162;

    public override IsolationLevel ReadIsolation => IsolationLevel.RepeatableRead;

    /// <summary>
    /// Whether a write failed only because it met another one, so that trying again can succeed: serializable
    /// transactions that met, two that wait for each other, or two that inserted the same row.
    /// </summary>
    public static bool IsConflict(DbException exception) => exception.SqlState is
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.UniqueViolation;

    public override string? FullDisk(DbException exception) => exception.SqlState == PostgresErrorCodes.DiskFull
        ? $"The disk of the PostgreSQL server is full: {Readable.Clause(exception.Message)}; make room there."
        : null;

    /// <summary>What the server calls fatal ends the connection, or lets none begin.</summary>
    public override string? Away(DbException exception) =>
        exception is NpgsqlException and not PostgresException or PostgresException
        {
            InvariantSeverity: "FATAL" or "PANIC",
        }
            ? $"The lab's database {Place} does not answer: {Readable.Clause(exception.Message)}; "
                + "the lab goes on once it does."
            : null;

    private string Place
    {
        get
        {
            var server = new NpgsqlConnectionStringBuilder(Database.GetConnectionString());
            return $"{server.Database} at {server.Host}:{server.Port}";
        }
    }

    public override async Task Migrate(CancellationToken cancellationToken)
    {
        var place = Place;
        try
        {
            await Database.OpenConnectionAsync(cancellationToken);
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            await LabSchema.Check(this, place, cancellationToken);
            await LabSchema.Update(this, place, cancellationToken);
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", cancellationToken);
        }
        catch (Exception e) when ((e as NpgsqlException ?? e.InnerException as NpgsqlException) is { } cause)
        {
            throw new InvalidInputException($"The PostgreSQL database {place} cannot be used: {cause.Message}", e);
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }
}

/// <summary>Lets <c>dotnet ef</c> compare the model with the PostgreSQL migrations; it opens no database.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresLabDbContext>
{
    public PostgresLabDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql("Host=localhost").Options);
}
