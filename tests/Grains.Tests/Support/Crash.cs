using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>Lets the next commit fail as if the process were killed: just before it, or just after it, when nobody hears of it any more.</summary>
internal sealed class Crash : DbTransactionInterceptor
{
    private int before;
    private int after;

    public void BeforeNextCommit() => Volatile.Write(ref before, 1);

    public void AfterNextCommit() => Volatile.Write(ref after, 1);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref before, 0) == 1)
            throw new KilledException("Killed before the commit.");
        return new(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref after, 0) == 1 ? throw new KilledException("Killed after the commit.") : Task.CompletedTask;
}
