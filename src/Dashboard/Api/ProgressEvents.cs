using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Mvc;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// Long work as server-sent events: <c>progress</c> again and again, then its result or a <c>problem</c>.
/// </summary>
internal static class ProgressEvents
{
    /// <param name="work">Reports while it works; it is stopped when nobody listens any longer.</param>
    /// <param name="result">Name of the last event, if all goes well.</param>
    /// <param name="cancellationToken">Nobody listens any longer.</param>
    public static async IAsyncEnumerable<SseItem<object>> Of<TProgress, TResult>(
        Func<IProgress<TProgress>, CancellationToken, Task<TResult>> work, string result,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TProgress : notnull where TResult : notnull
    {
        var events = Channel.CreateUnbounded<TProgress>(new UnboundedChannelOptions { SingleReader = true });
        var working = Work();
        try
        {
            await foreach (var progress in events.Reader.ReadAllAsync(CancellationToken.None))
                yield return new SseItem<object>(progress, "progress");
            yield return await working;
        }
        finally
        {
            await Task.WhenAny(working);
        }

        async Task<SseItem<object>> Work()
        {
            try
            {
                return new SseItem<object>(
                    await work(new Listener<TProgress>(value => events.Writer.TryWrite(value)), cancellationToken),
                    result);
            }
            catch (Exception e) when (ProblemHandler.IsRefusal(e))
            {
                return new SseItem<object>(
                    new ProblemDetails { Status = ProblemHandler.Status(e), Detail = e.Message }, "problem");
            }
            finally
            {
                events.Writer.Complete();
            }
        }
    }

    /// <summary>Hears reports on the thread that makes them, so that their order is kept.</summary>
    private sealed class Listener<T>(Action<T> hear) : IProgress<T>
    {
        public void Report(T value) => hear(value);
    }
}
