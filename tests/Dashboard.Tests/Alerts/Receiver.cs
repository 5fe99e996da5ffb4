using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Dashboard.Tests.Alerts;

/// <summary>Somebody's webhook on this host.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task answers;

    public Receiver()
    {
        var root = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}/");
        Address = new Uri($"{root}secret-path");
        listener.Prefixes.Add(root);
        listener.Start();
        answers = Task.Run(TakeAll);
    }

    public Uri Address { get; }

    /// <summary>Messages that were taken, as JSON; those without a length are not.</summary>
    public ConcurrentQueue<JsonElement> Taken { get; } = [];

    /// <summary>What it answers; a message is taken with 200 alone.</summary>
    public int Answer { get; set; } = 200;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await answers;
        listener.Close();
    }

    private async Task TakeAll()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;                                                         // it was stopped
            }
            var message = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.InputStream);
            if (Answer == 200 && context.Request.Url == Address && context.Request.ContentLength64 > 0)
                Taken.Enqueue(message);
            context.Response.StatusCode = Answer;
            context.Response.RedirectLocation = Address.AbsolutePath;
            context.Response.Close();
        }
    }
}
