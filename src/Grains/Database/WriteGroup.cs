using System.Data;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace PgGanLab.Grains.Database;

/// <summary>
/// Lets writes that come together share one transaction, and so one flush of the disk, which takes longer than most of
/// them. They run one after the other, each sees what those before it wrote, one that fails takes nothing of the others
/// with it, and each returns once all of them are durable. For a database that has one writer at a time anyway.
/// </summary>
/// <param name="open">Opens a context.</param>
/// <param name="named">What people can do something about, for a failure; null for others.</param>
internal sealed class WriteGroup(Func<LabDbContext> open, Func<LabDbContext, Exception, Exception?> named)
{
    /// <summary>A transaction that is older takes no more writes: the first of them waits for its end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private readonly Turns turns = new();
    private SharedTransaction? current;

    /// <inheritdoc cref="LabDatabase.Write{T}"/>
    public async Task<T> Write<T>(Func<LabDbContext, Task<T>> change)
    {
        await turns.Take();
        T result;
        SharedTransaction? shared = null;
        try
        {
            shared = current ??= await SharedTransaction.Begin(open(), named);
            result = await shared.Run(change);
        }
        finally
        {
            if (shared is { IsOver: false } && (turns.Waiting == 0 || shared.Age >= Longest))
                await shared.Commit();
            if (shared is { IsOver: true })
                current = null;
            turns.Pass();
        }
        await shared.Durable;
        return result;
    }

    private sealed class SharedTransaction
    {
        private const string Savepoint = "one_write";

        private readonly long begunAt = Stopwatch.GetTimestamp();
        private readonly TaskCompletionSource durable = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly LabDbContext db;
        private readonly Func<LabDbContext, Exception, Exception?> named;
        private IDbContextTransaction transaction = null!;
        private int writes;

        private SharedTransaction(LabDbContext db, Func<LabDbContext, Exception, Exception?> named) =>
            (this.db, this.named) = (db, named);

        public TimeSpan Age => Stopwatch.GetElapsedTime(begunAt);

        /// <summary>Whether it takes no more.</summary>
        public bool IsOver { get; private set; }

        /// <summary>Ends when what was written is durable, or fails with what kept it from that.</summary>
        public Task Durable => durable.Task;

        public static async Task<SharedTransaction> Begin(
            LabDbContext db, Func<LabDbContext, Exception, Exception?> named)
        {
            var shared = new SharedTransaction(db, named);
            try
            {
                db.Database.AutoSavepointsEnabled = false;
                shared.transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
                return shared;
            }
            catch (Exception e)
            {
                await db.DisposeAsync();
                if (named(db, e) is { } clear)
                    throw clear;
                throw;
            }
        }

        public async Task<T> Run<T>(Func<LabDbContext, Task<T>> change)
        {
            var isFirst = writes++ == 0;
            try
            {
                if (!isFirst)
                    await transaction.CreateSavepointAsync(Savepoint);
                var result = await change(db);
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
                if (!isFirst)
                    await transaction.ReleaseSavepointAsync(Savepoint);
                return result;
            }
            catch (Exception e)
            {
                var failure = named(db, e) ?? e;
                await TakeBack(isFirst, failure);
                if (!ReferenceEquals(failure, e))
                    throw failure;
                throw;
            }
        }

        public async Task Commit()
        {
            IsOver = true;
            try
            {
                await transaction.CommitAsync();
            }
            catch (Exception e)
            {
                await Fail(named(db, e) ?? e);
                return;
            }
            await db.DisposeAsync();
            durable.SetResult();
        }

        /// <summary>Undoes what failed alone; where the database gave up the whole transaction, all of it.</summary>
        private async Task TakeBack(bool isFirst, Exception failure)
        {
            db.ChangeTracker.Clear();
            if (isFirst)
            {
                await Fail(failure);
                return;
            }
            try
            {
                await transaction.RollbackToSavepointAsync(Savepoint);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                await Fail(failure);
            }
        }

        /// <summary>Undoes everything, and tells those that wait why.</summary>
        private async Task Fail(Exception failure)
        {
            IsOver = true;
            durable.TrySetException(failure);
            _ = durable.Task.Exception;                                         // observed, also where nobody waits
            await transaction.DisposeAsync();
            await db.DisposeAsync();
        }
    }
}
