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
    /// <param name="log">Hears of failures that are no refusals.</param>
    /// <param name="cancellationToken">Nobody listens any longer.</param>
    public static async IAsyncEnumerable<SseItem<object>> Of<TProgress, TResult>(
        Func<IProgress<TProgress>, CancellationToken, Task<TResult>> work, string result, ILogger log,
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
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                var status = ProblemHandler.Status(e);
                if (status >= StatusCodes.Status500InternalServerError)
                    log.LogError(e, "Work with events failed before its {Result}", result);
                return new SseItem<object>(
                    new ProblemDetails { Status = status, Detail = ProblemHandler.Sentence(e) }, "problem");
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
