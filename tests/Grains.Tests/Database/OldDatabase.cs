using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;

namespace PgGanLab.Grains.Tests.Database;

/// <summary>A database as an older version left it: made from <c>OldDatabase.sql</c>.</summary>
internal sealed class OldDatabase(string? file, string? server) : IAsyncDisposable
{
    public static async Task<OldDatabase> Make(DatabaseKind kind)
    {
        var old = kind == DatabaseKind.Sqlite
            ? new OldDatabase(Path.Combine(Directory.CreateTempSubdirectory("pgganlab-old-").FullName, "lab.db"), null)
            : new OldDatabase(null, await PostgresServer.NewDatabase(migrated: false));
        await using var db = old.Context();
        await db.Database.ExecuteSqlRawAsync(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "OldDatabase.sql")));
        return old;
    }

    /// <summary>Opens it as a starting lab does.</summary>
    public async Task Open()
    {
        await using var db = Context();
        await db.Migrate(CancellationToken.None);
    }

    /// <summary>The file's checksum, or the names of the server's tables.</summary>
    public async Task<string> Content()
    {
        if (file is not null)
            return Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file)))
                + string.Join(' ', Directory.GetFiles(Path.GetDirectoryName(file)!));
        await using var db = Context();
        return string.Join(' ', await db.Database.SqlQuery<string>(
            $"SELECT tablename AS \"Value\" FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").ToListAsync());
    }

    public ValueTask DisposeAsync()
    {
        if (file is not null)
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return ValueTask.CompletedTask;
    }

    private LabDbContext Context() => file is null
        ? new PostgresLabDbContext(new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql(server).Options)
        : new SqliteLabDbContext(new DbContextOptionsBuilder<SqliteLabDbContext>()
            .UseSqlite(
                new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString).Options);
}
