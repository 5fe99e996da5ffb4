using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;

[assembly: AssemblyFixture(typeof(PgGanLab.Grains.Tests.Support.MigratedFile))]

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// A SQLite file with the lab's tables, made once and copied for each test: migrating takes longer than most tests.
/// </summary>
public sealed class MigratedFile : IDisposable
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"pgganlab-migrated-{Guid.NewGuid():N}");

    private static readonly Lazy<Task<string>> File = new(async () =>
    {
        var file = Path.Combine(Folder, "lab.db");
        await using var db = new SqliteLabDbContext(
            new DbContextOptionsBuilder<SqliteLabDbContext>().UseSqlite($"Data Source={file};Pooling=false").Options);
        await db.Migrate(CancellationToken.None);
        return file;
    });

    public static async Task CopyTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.Copy(await File.Value, path);
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
