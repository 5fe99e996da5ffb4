using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// Counts the queries that one piece of code sends to the database, whatever else the lab does meanwhile.
/// </summary>
internal sealed class CommandCounter : DbCommandInterceptor
{
    private readonly AsyncLocal<Tally?> current = new();

    public async Task<int> During(Func<Task> work)
    {
        var box = current.Value = new Tally();
        await work();
        current.Value = null;
        return box.Count;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        if (current.Value is { } box)
            Interlocked.Increment(ref box.Count);
        return new(result);
    }

    private sealed class Tally
    {
        public int Count;
    }
}
