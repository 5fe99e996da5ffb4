using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// Lets the next commit that the test's own call makes fail as if the process were killed: just before it, or just
/// after it, when nobody hears of it any more. What grains write on their own beside it is left alone: the order goes
/// along with the call, in Orleans' request context.
/// </summary>
internal sealed class Crash : DbTransactionInterceptor
{
    private const string Key = "crash";
    private const string Before = "before";
    private const string After = "after";

    private int armed;

    public void BeforeNextCommit() => Arm(Before);

    public void AfterNextCommit() => Arm(After);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        if (Fires(Before))
            throw new KilledException("Killed before the commit.");
        return new(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Fires(After) ? throw new KilledException("Killed after the commit.") : Task.CompletedTask;

    private void Arm(string moment)
    {
        Volatile.Write(ref armed, 1);
        RequestContext.Set(Key, moment);
    }

    private bool Fires(string moment) =>
        RequestContext.Get(Key) is string key && key == moment && Interlocked.Exchange(ref armed, 0) == 1;
}
