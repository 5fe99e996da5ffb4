using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Grains.Catalog;

/// <summary>The datasets that are being made, on record so that a restarted lab goes on with them.</summary>
internal static class DatasetRequests
{
    /// <summary>A dataset whose processes end so often may be what ends them.</summary>
    private const int MostStarts = 3;

    /// <returns>With the number that it has for good.</returns>
    public static async Task<DatasetMaking> Keep(
        LabDbContext db, string host, DatasetRequest request, DateTimeOffset now)
    {
        var row = new DatasetRequestRow { Host = host, Request = request, AskedAt = now };
        db.DatasetRequests.Add(row);
        await db.SaveChangesAsync();
        return Making(row);
    }

    /// <summary>
    /// Those that a host's process has left, in the order in which they were asked for; of each there is a line in the
    /// log book.
    /// </summary>
    public static async Task<ImmutableArray<DatasetMaking>> Resume(LabDbContext db, string host, DateTimeOffset now)
    {
        var rows = await db.DatasetRequests.Where(r => r.Host == host).OrderBy(r => r.Id).ToListAsync();
        foreach (var row in rows.Where(r => r.Starts >= MostStarts))
        {
            db.DatasetRequests.Remove(row);
            db.Note(now, "dataset-failed", row.Request.Name,
                $"The lab ended {row.Starts} times while it was being made; nothing of it was kept.");
        }
        var resumed = rows.Where(r => r.Starts < MostStarts).ToArray();
        foreach (var row in resumed)
        {
            row.Starts++;
            db.Note(now, "dataset-resumed", row.Request.Name,
                "The lab ended while it was being made; it is made again from its first image.");
        }
        return [.. resumed.Select(Making)];
    }

    /// <summary>All that are being made, in the order in which they were asked for, each with who makes it.</summary>
    public static async Task<ImmutableArray<DatasetMaking>> All(LabDbContext db)
    {
        var rows = await db.DatasetRequests.OrderBy(r => r.Id).ToListAsync();
        return [.. rows.Select(row => Making(row) with { Host = row.Host })];
    }

    /// <summary>Takes one off the record.</summary>
    public static Task End(LabDbContext db, long number) =>
        db.DatasetRequests.Where(r => r.Id == number).ExecuteDeleteAsync();

    private static DatasetMaking Making(DatasetRequestRow row) => new(row.Id, row.Request, row.AskedAt);
}
