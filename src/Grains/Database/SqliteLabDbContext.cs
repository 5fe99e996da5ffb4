using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Database;

/// <summary>
/// The lab database in one SQLite file, for one host. The host holds the data directory's lock, so one process uses it.
/// </summary>
internal sealed class SqliteLabDbContext(DbContextOptions<SqliteLabDbContext> options) : LabDbContext(options)
{
    /// <summary>
    /// Begins a deferred transaction: in WAL mode it reads one snapshot and neither waits nor is waited for.
    /// </summary>
    public override IsolationLevel ReadIsolation => IsolationLevel.ReadUncommitted;

    public override bool RunsPrepared => true;

    /// <summary>SQLite also calls it an I/O error when its shared index finds no room.</summary>
    public override string? FullDisk(DbException exception)
    {
        var folder = Path.GetDirectoryName(
            Path.GetFullPath(new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource))!;
        var isFull = exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL }
            || (exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_IOERR }
                && DiskFullException.Free(folder) < DiskFullException.LeastBytes);
        return isFull ? DiskFullException.Sentence(folder) : null;
    }

    public override async Task Migrate(CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        KeepPrivate(file);
        try
        {
            await LabSchema.Check(this, file, cancellationToken);
            await Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
            // A process that was killed while it migrated leaves this lock behind, and nobody
            // else can be migrating now.
            await Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await LabSchema.Update(this, file, cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT
            or SQLitePCL.raw.SQLITE_CANTOPEN)
        {
            throw new InvalidInputException(
                $"The lab database {file} cannot be used: {Readable.Clause(e.Message)}; "
                + "restore it from a copy, or start with another data directory.", e);
        }
    }

    /// <summary>
    /// Hashes of passwords and tokens are for the lab's own user alone. SQLite gives its log the mode of the database.
    /// </summary>
    private static void KeepPrivate(string file)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            if (!Path.Exists(file))
                new FileStream(file, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = ownerOnly
                }).Dispose();
            foreach (var part in (string[])[file, $"{file}-wal", $"{file}-shm"])
                if (File.Exists(part))
                    File.SetUnixFileMode(part, ownerOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's file keeps that user's mode; what can't be written at all, SQLite says better.
        }
    }
}

/// <summary>What every SQLite connection is set to.</summary>
internal sealed class SqliteSession : DbConnectionInterceptor
{
    /// <summary>
    /// FULL: a commit that was acknowledged survives a power cut, which NORMAL does not promise in WAL mode. The
    /// time-out lets SQLite itself wait for the write lock, in small steps.
    /// </summary>
    private const string Settings = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Lets <c>dotnet ef</c> compare the model with the SQLite migrations; it opens no database.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteLabDbContext>
{
    public SqliteLabDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLabDbContext>().UseSqlite("Data Source=:memory:").Options);
}
