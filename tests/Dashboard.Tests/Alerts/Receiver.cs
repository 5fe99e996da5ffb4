using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PgGanLab.Dashboard.Tests.Alerts;

/// <summary>Somebody's webhook on this host.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>Messages that were taken, as JSON.</summary>
    public ConcurrentQueue<JsonElement> Taken { get; } = [];

    /// <summary>What it answers; a message is taken with 200 alone.</summary>
    public int Answer { get; set; } = 200;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Single() + "/secret-path");

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver.app.MapPost("/secret-path", async (HttpContext context) =>
        {
            var message = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            context.Response.StatusCode = receiver.Answer;
            context.Response.Headers.Location = "/secret-path";
            if (receiver.Answer == 200)
                receiver.Taken.Enqueue(message);
        });
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
