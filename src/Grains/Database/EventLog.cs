using Microsoft.EntityFrameworkCore;

namespace PgGanLab.Grains.Database;

/// <summary>Bounds the lab's log book.</summary>
internal static class EventLog
{
    /// <summary>How many of the newest lines stay: years of a busy lab, some ten megabytes.</summary>
    public const long Kept = 50_000;

    /// <summary>Takes older lines away.</summary>
    public static async Task Prune(LabDbContext db)
    {
        var oldest = await db.Events.MaxAsync(e => (long?)e.Id) - Kept;
        await db.Events.Where(e => e.Id <= oldest).ExecuteDeleteAsync();
    }
}
