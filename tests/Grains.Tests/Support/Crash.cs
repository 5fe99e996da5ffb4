using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// Lets the next commit of what the test's own call writes fail as if the process were killed: just before it, or just
/// after it, when nobody hears of it any more. What grains write on their own beside it is left alone, unless it shares
/// the transaction: the order goes along with the call, in Orleans' request context.
/// </summary>
internal sealed class Crash : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const string Key = "crash";
    private const string Before = "before";
    private const string After = "after";

    private int armed;
    private volatile DbTransaction? doomed;
    private volatile string? moment;

    public void BeforeNextCommit() => Arm(Before);

    public void AfterNextCommit() => Arm(After);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref armed) == 1 && RequestContext.Get(Key) is string ordered)
            (moment, doomed) = (ordered, command.Transaction);
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        if (Fires(transaction, Before))
            throw new KilledException("Killed before the commit.");
        return new(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Fires(transaction, After) ? throw new KilledException("Killed after the commit.") : Task.CompletedTask;

    private void Arm(string when)
    {
        Volatile.Write(ref armed, 1);
        RequestContext.Set(Key, when);
    }

    private bool Fires(DbTransaction transaction, string now) =>
        ReferenceEquals(transaction, doomed) && moment == now && Interlocked.Exchange(ref armed, 0) == 1;
}
