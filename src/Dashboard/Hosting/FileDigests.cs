using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// Says the SHA-256 of every file that is sent as an attachment, so that who downloads it can check it: the header
/// <c>Repr-Digest</c>, of the whole file also where a part of it is sent. Source: RFC 9530.
/// </summary>
internal static class FileDigests
{
    public static void UseFileDigests(this WebApplication app) => app.Use((context, next) =>
    {
        context.Features.Set<IHttpResponseBodyFeature>(
            new Body(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), context.Response));
        return next(context);
    });

    private sealed class Body(IHttpResponseBodyFeature inner, HttpResponse response) : IHttpResponseBodyFeature
    {
        public Stream Stream => inner.Stream;

        public PipeWriter Writer => inner.Writer;

        public void DisableBuffering() => inner.DisableBuffering();

        public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

        public Task CompleteAsync() => inner.CompleteAsync();

        public async Task SendFileAsync(
            string path, long offset, long? count, CancellationToken cancellationToken = default)
        {
            if (response.Headers.ContainsKey(HeaderNames.ContentDisposition) && !response.HasStarted)
            {
                await using var file = File.OpenRead(path);
                var sha256 = await SHA256.HashDataAsync(file, cancellationToken);
                response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(sha256)}:";
            }
            await inner.SendFileAsync(path, offset, count, cancellationToken);
        }
    }
}
