using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Database;

/// <summary>A file that has a lab database, looked at from outside of a lab.</summary>
public static class RecordFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Whether this version can work with the database.</summary>
    /// <exception cref="InvalidInputException">It is no lab database, or another version wrote it.</exception>
    public static void CheckSchema(string file) => Guard(file, () =>
    {
        using var db = Open(file);
        var applied = db.Database.GetAppliedMigrations().ToArray();
        if (applied.Length == 0)
            throw new InvalidInputException($"{file} is no lab database.");
        LabSchema.Check(applied, [.. db.Database.GetMigrations()], file);
        return true;
    });

    /// <summary>How its schema stands.</summary>
    /// <exception cref="InvalidInputException">It is no lab database, or another version wrote it.</exception>
    public static RecordState Describe(string file) => Guard(file, () =>
    {
        CheckSchema(file);
        using var db = Open(file);
        return RecordState.Of(db);
    });

    /// <summary>What SQLite's own check of the whole file finds.</summary>
    /// <returns>The first thing that is wrong; null where nothing is.</returns>
    /// <exception cref="InvalidInputException">The file can't be read.</exception>
    public static string? FindDamage(string file) => Guard(file, () =>
    {
        using var db = Open(file);
        var first = db.Database.SqlQueryRaw<string>("PRAGMA quick_check(1)").AsEnumerable().First();
        return first == "ok" ? null : first;
    });

    /// <summary>Makes an empty file that its owner alone may read: a lab database has hashes of passwords.</summary>
    public static void CreatePrivate(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        new FileStream(file, options).Dispose();
    }

    /// <summary>Says SQLite's failures in one sentence.</summary>
    internal static T Guard<T>(string file, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (SqliteException e)
        {
            throw new InvalidInputException(
                $"The lab database {file} can't be used: {Readable.Clause(e.Message)}.", e);
        }
    }

    private static SqliteLabDbContext Open(string file) => new(
        new DbContextOptionsBuilder<SqliteLabDbContext>().UseSqlite(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString).Options);
}

/// <summary>How the schema of a lab database stands.</summary>
/// <param name="Applied">Migrations that it has.</param>
/// <param name="Pending">Those that the next start will apply.</param>
/// <param name="Last">The last that it has; empty without any.</param>
public sealed record RecordState(int Applied, int Pending, string Last)
{
    internal static RecordState Of(LabDbContext db)
    {
        var applied = db.Database.GetAppliedMigrations().ToArray();
        return new RecordState(applied.Length, db.Database.GetMigrations().Except(applied).Count(),
            applied.LastOrDefault() ?? "");
    }
}
