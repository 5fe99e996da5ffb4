using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace PgGanLab.Grains.Storage;

/// <summary>The way into the lab database: consistent reads, and writes that are durable and all or nothing.</summary>
/// <param name="open">Opens a context.</param>
internal sealed class LabDatabase(Func<LabDbContext> open)
{
    /// <summary>Most tries of a write that meets others; more means that something is wrong.</summary>
    private const int MostTries = 20;

    /// <summary>Runs queries that all see the same state. Nothing that they load is tracked.</summary>
    public async Task<T> Read<T>(Func<LabDbContext, Task<T>> query)
    {
        await using var db = open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var transaction = await db.Database.BeginTransactionAsync(db.ReadIsolation);
        return await query(db);
    }

    /// <summary>
    /// Changes the record in one serializable transaction, saves what was changed, and returns once it is durable. It may run several
    /// times when it meets other writers, each time on a fresh context: it must do nothing but read and write the database.
    /// </summary>
    public async Task<T> Write<T>(Func<LabDbContext, Task<T>> change)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = open();
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
                var result = await change(db);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return result;
            }
            catch (Exception e) when (tries < MostTries && Cause(e) is { } cause && db.IsConflict(cause))
            {
                await Task.Delay(Random.Shared.Next(5 * tries));
            }
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Func<LabDbContext, Task> change) => Write(async db =>
    {
        await change(db);
        return true;
    });

    /// <summary>Brings the schema up to date.</summary>
    /// <exception cref="Growth.InvalidInputException">The database can't be used, or a newer version wrote it.</exception>
    public async Task Migrate(CancellationToken cancellationToken)
    {
        await using var db = open();
        await db.Migrate(cancellationToken);
    }

    private static DbException? Cause(Exception exception) =>
        exception as DbException ?? (exception.InnerException is { } inner ? Cause(inner) : null);
}
