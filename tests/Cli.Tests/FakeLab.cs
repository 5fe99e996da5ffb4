using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains;

namespace PgGanLab.Cli.Tests;

/// <summary>A tiny HTTP server on a free loopback port that answers as a test says.</summary>
internal sealed class FakeLab : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeLab(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public static async Task<FakeLab> Start(Action<IEndpointRouteBuilder> routes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        routes(app);
        await app.StartAsync();
        return new FakeLab(app);
    }

    public static IResult Json<T>(T value) =>
        Results.Text(JsonSerializer.Serialize(value, LabJson.Options), "application/json", Encoding.UTF8);

    public static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
