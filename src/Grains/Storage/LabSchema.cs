using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Storage.Rows;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Storage;

/// <summary>Which database and store this version of the lab can work with.</summary>
internal static class LabSchema
{
    /// <summary>Version of what lies in the store directory; a change that older files don't survive raises it.</summary>
    public const string StoreFormat = "1";

    private const string StoreFormatName = "store-format";

    /// <summary>Applies the migrations that are missing.</summary>
    /// <param name="place">Where the database is, for the error.</param>
    /// <exception cref="InvalidInputException">It was written by a version that this one does not know.</exception>
    public static async Task Update(LabDbContext db, string place, CancellationToken cancellationToken)
    {
        string[] applied = [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
        if (applied.Except(db.Database.GetMigrations()).FirstOrDefault() is { } unknown)
            throw new InvalidInputException($"The lab database {place} was written by a newer PgGanLab (migration {unknown}); use that version or a newer one.");
        if (db.Database.GetMigrations().Except(applied).Any())
            await db.Database.MigrateAsync(cancellationToken);
        await CheckFormat(db, place, cancellationToken);
    }

    private static async Task CheckFormat(LabDbContext db, string place, CancellationToken cancellationToken)
    {
        var format = await db.Lab.FindAsync([StoreFormatName], cancellationToken);
        if (format is null)
        {
            db.Lab.Add(new LabRow { Name = StoreFormatName, Value = StoreFormat });
            await db.SaveChangesAsync(cancellationToken);
        }
        else if (format.Value != StoreFormat)
        {
            throw new InvalidInputException(
                $"The lab of database {place} keeps files in format {format.Value}; this PgGanLab knows format {StoreFormat}: use the version that wrote it, or another data directory.");
        }
    }
}
