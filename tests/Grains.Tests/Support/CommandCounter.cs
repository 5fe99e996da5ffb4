using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// Counts the queries that one piece of code sends to the database, whatever else the lab does meanwhile, and holds one
/// where a test asks for it.
/// </summary>
internal sealed class CommandCounter : DbCommandInterceptor
{
    private readonly AsyncLocal<Tally?> current = new();
    private HeldQuery? held;

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

    /// <summary>The next query over a table gets its answer only when it is let go.</summary>
    public HeldQuery HoldNext(string table) => held = new HeldQuery(table);

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result,
        CancellationToken cancellationToken = default)
    {
        if (held is { } query && command.CommandText.Contains($"\"{query.Table}\"", StringComparison.Ordinal)
            && Interlocked.CompareExchange(ref held, null, query) == query)
        {
            query.Asked.SetResult();
            await query.LetGo.Task;
        }
        return result;
    }

    private sealed class Tally
    {
        public int Count;
    }
}

/// <summary>A query that waits for its answer.</summary>
internal sealed record HeldQuery(string Table)
{
    /// <summary>Ends once it was asked.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it have its answer, which is as old as the question.</summary>
    public TaskCompletionSource LetGo { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
