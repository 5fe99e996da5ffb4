using System.Buffers;
using System.Net.ServerSentEvents;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using PgGanLab.Grains;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// Answers with server-sent events that come through proxies: nothing is buffered on the way (nginx asks
/// <c>X-Accel-Buffering</c>), and while there is nothing to tell, a comment now and then keeps the connection open.
/// Readers skip comments.
/// </summary>
/// <param name="events">What to send, until its end.</param>
/// <param name="heartbeat">Longest silence; by default <see cref="Heartbeat"/>.</param>
internal sealed class EventStream<T>(IAsyncEnumerable<SseItem<T>> events, TimeSpan? heartbeat = null)
    : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "text/event-stream";

    /// <summary>Well inside of what proxies wait for: nginx gives up after 60 seconds.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly byte[] Comment = ":\n\n"u8.ToArray();

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(SseItem<T>), [ContentType]));

    /// <summary>Begins at once, with a comment: who asks may have to wait its turn.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted);
        await using var source = events.GetAsyncEnumerator(stop.Token);
        await Send(response, Comment, stop.Token);
        while (true)
        {
            var next = source.MoveNextAsync().AsTask();
            try
            {
                await KeepOpenUntil(next, response, stop.Token);
            }
            catch
            {
                await stop.CancelAsync();
                await Task.WhenAny(next);                           // an enumerator ends only between its items
                throw;
            }
            if (!await next)
                return;
            await SseFormatter.WriteAsync(One(source.Current), response.Body, Format, stop.Token);
            await response.Body.FlushAsync(stop.Token);
        }
    }

    private async Task KeepOpenUntil(Task next, HttpResponse response, CancellationToken stop)
    {
        while (!next.IsCompleted)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var ended = await Task.WhenAny(next, Task.Delay(heartbeat ?? Heartbeat, silence.Token));
            await silence.CancelAsync();
            if (ended != next && !stop.IsCancellationRequested)
                await Send(response, Comment, stop);
            else if (ended != next)
                await Task.WhenAny(next);
        }
    }

    private static async Task Send(HttpResponse response, byte[] bytes, CancellationToken stop)
    {
        await response.Body.WriteAsync(bytes, stop);
        await response.Body.FlushAsync(stop);
    }

    private static void Format(SseItem<T> item, IBufferWriter<byte> to)
    {
        using var json = new Utf8JsonWriter(to);
        JsonSerializer.Serialize(json, item.Data, LabJson.Options);
    }

    private static async IAsyncEnumerable<SseItem<T>> One(SseItem<T> item)
    {
        await Task.CompletedTask;
        yield return item;
    }
}
