using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Database;

/// <summary>Which database and store this version of the lab can work with.</summary>
internal static class LabSchema
{
    /// <summary>
    /// Version of what lies in the store directory; a change that older files don't survive raises it.
    /// </summary>
    public const string StoreFormat = "1";

    private const string StoreFormatName = "store-format";

    /// <summary>
    /// Whether this version can work with a database, by the migrations that were applied to it. Only reads.
    /// </summary>
    /// <param name="place">Where the database is, for the error.</param>
    /// <exception cref="InvalidInputException">Another version made it; the sentence says what to do.</exception>
    public static async Task Check(LabDbContext db, string place, CancellationToken cancellationToken) =>
        Check([.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)],
            [.. db.Database.GetMigrations()], place);

    /// <param name="applied">In the database; none in a new one.</param>
    /// <param name="known">Of this version, the first one first.</param>
    /// <param name="place">Where the database is.</param>
    internal static void Check(string[] applied, string[] known, string place)
    {
        if (applied.Length > 0 && !applied.Contains(known[0]))
            throw new InvalidInputException(
                $"The lab database {place} was made by an older PgGanLab, and this version can't go on with its "
                + "sweeps: export the generators that you need with that version (./lab best SWEEP --download FILE), "
                + "and start this one with another --data directory (or PostgreSQL database).");
        if (applied.Except(known).FirstOrDefault() is { } unknown)
            throw new InvalidInputException(
                $"The lab database {place} was written by a newer PgGanLab (migration {unknown}); "
                + "use that version or a newer one.");
    }

    /// <summary>Applies the migrations that are missing.</summary>
    /// <param name="place">Where the database is, for the error.</param>
    /// <exception cref="InvalidInputException">Its files have a format that this version does not know.</exception>
    public static async Task Update(LabDbContext db, string place, CancellationToken cancellationToken)
    {
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
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
                $"The lab of database {place} keeps files in format {format.Value}; this PgGanLab knows format "
                + $"{StoreFormat}: use the version that wrote it, or another data directory.");
        }
    }
}
