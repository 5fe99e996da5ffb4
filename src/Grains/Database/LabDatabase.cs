using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Store;
using Polly;
using Polly.Retry;

namespace PgGanLab.Grains.Database;

/// <summary>The way into the lab database: consistent reads, and writes that are durable and all or nothing.</summary>
/// <param name="open">Opens a context.</param>
/// <param name="isConflict">
/// Whether a write failed only because it met another one; null where the database has one writer at a time.
/// </param>
internal sealed class LabDatabase(Func<LabDbContext> open, Func<DbException, bool>? isConflict)
{
    /// <summary>Writes that come together; null where they run beside each other.</summary>
    private readonly WriteGroup? together = isConflict is null ? new WriteGroup(open, Named) : null;

    /// <summary>
    /// Tries a write that met others again, some milliseconds later; more than 19 times means that something is wrong.
    /// </summary>
    private readonly ResiliencePipeline conflicts = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = args =>
                ValueTask.FromResult(args.Outcome.Exception is { } e && Cause(e) is { } cause && isConflict!(cause)),
            MaxRetryAttempts = 19,
            BackoffType = DelayBackoffType.Linear,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(3),
        })
        .Build();

    private volatile string? full;

    /// <summary>
    /// What the last write said of a full disk; null once one went through. Reads go on while nothing can be written.
    /// </summary>
    public string? Full => full;

    /// <summary>Runs queries that all see the same state. Nothing that they load is tracked.</summary>
    /// <exception cref="DatabaseAwayException">The database can't be reached.</exception>
    public async Task<T> Read<T>(Func<LabDbContext, Task<T>> query)
    {
        await using var db = open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(db.ReadIsolation);
            return await query(db);
        }
        catch (Exception e) when (Named(db, e) is { } named)
        {
            throw named;
        }
    }

    /// <summary>
    /// Changes the record in one serializable transaction, saves what was changed, and returns once it is durable.
    /// It may run several times when it meets other writers, each time on a fresh context: it must do nothing but
    /// read and write the database.
    /// </summary>
    /// <exception cref="DiskFullException">The database's disk has no room; nothing was changed.</exception>
    /// <exception cref="DatabaseAwayException">The database can't be reached; nothing was changed.</exception>
    public async Task<T> Write<T>(Func<LabDbContext, Task<T>> change)
    {
        try
        {
            var result = together is not null
                ? await together.Write(change)
                : await conflicts.ExecuteAsync(async stop => await WriteAlone(change, stop));
            full = null;
            return result;
        }
        catch (DiskFullException e)
        {
            full = e.Message;
            throw;
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Func<LabDbContext, Task> change) => Write(async db =>
    {
        await change(db);
        return true;
    });

    private async Task<T> WriteAlone<T>(Func<LabDbContext, Task<T>> change, CancellationToken stop)
    {
        await using var db = open();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, stop);
            var result = await change(db);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            return result;
        }
        catch (Exception e) when (Named(db, e) is { } named)
        {
            throw named;
        }
    }

    /// <summary>Brings the schema up to date.</summary>
    /// <exception cref="Growth.InvalidInputException">The database can't be used, or a newer
    /// version wrote it.</exception>
    public async Task Migrate(CancellationToken cancellationToken)
    {
        await using var db = open();
        await db.Migrate(cancellationToken);
    }

    /// <summary>
    /// What people can do something about, without its cause, which can't travel between hosts; null for other
    /// failures.
    /// </summary>
    private static Exception? Named(LabDbContext db, Exception failure) =>
        Cause(failure) is not { } cause ? null
        : db.FullDisk(cause) is { } full ? new DiskFullException(full)
        : db.Away(cause) is { } away ? new DatabaseAwayException(away)
        : null;

    private static DbException? Cause(Exception exception) =>
        exception as DbException ?? (exception.InnerException is { } inner ? Cause(inner) : null);
}
