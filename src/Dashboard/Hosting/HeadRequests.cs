using Microsoft.AspNetCore.Http.Features;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>Answers HEAD wherever GET is answered: with the same status and headers, and without the body.</summary>
internal static class HeadRequests
{
    /// <summary>Routing follows, so that endpoints for GET are found.</summary>
    public static void UseHeadRequests(this WebApplication app)
    {
        app.Use((context, next) =>
            HttpMethods.IsHead(context.Request.Method) ? WithoutBody(context, next) : next(context));
        app.UseRouting();
    }

    private static async Task WithoutBody(HttpContext context, RequestDelegate next)
    {
        var (request, features) = (context.Request, context.Features);
        var (body, aborted) = (features.Get<IHttpResponseBodyFeature>(), context.RequestAborted);
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        int? status = null;
        request.Method = HttpMethods.Get;
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new Discarded(() =>
        {
            status ??= context.Response.StatusCode;
            answered.Cancel();
        })));
        context.RequestAborted = answered.Token;
        try
        {
            await next(context);
        }
        finally
        {
            request.Method = HttpMethods.Head;
            features.Set(body);
            context.RequestAborted = aborted;
            if (status is { } known && !context.Response.HasStarted)
                context.Response.StatusCode = known;            // stopped at its first byte, it would count as given up
        }
    }

    /// <summary>
    /// Takes nothing. Status and headers are known at the first byte; what comes is stopped there: a
    /// stream of events never ends.
    /// </summary>
    private sealed class Discarded(Action began) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => began();

        public override void Write(ReadOnlySpan<byte> buffer) => began();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            began();
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            began();
            return ValueTask.CompletedTask;
        }
    }
}
