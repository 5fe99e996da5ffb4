using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Maintenance.Tests.Checks;

/// <summary>A lab that is not well, whose clock is wrong, and one of whose hosts is gone.</summary>
internal sealed class FakeLab : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeLab(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<FakeLab> Start(int hoursAhead)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.Headers.Date =
                DateTimeOffset.UtcNow.AddHours(hoursAhead).ToString("r", CultureInfo.InvariantCulture);
            if (context.Request.Path == "/health")
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsync("Unhealthy\nThe disk of /store is full.");
            }
            else
            {
                Worker[] workers = [Of("new", WorkerStatus.Idle), Of("old", WorkerStatus.Gone)];
                await context.Response.WriteAsJsonAsync(workers, LabJson.Options);
            }
        });
        await app.StartAsync();
        return new FakeLab(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static Worker Of(string host, WorkerStatus status) => new()
    {
        Name = $"{host}/cpu:0",
        Host = host,
        Device = "cpu:0",
        Description = "a CPU",
        Threads = 1,
        Status = status,
        Phase = null,
        ImagesPerSecond = 0,
        SeenAt = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
        ImagesTrained = 0,
    };
}
