using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Api;
using PgGanLab.Grains.Access;
using PgGanLab.Growth;
using PgGanLab.Silo.Health;
using PgGanLab.Silo.Hosting;
using Serilog.Core;
using Serilog.Events;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// What those who run a lab look at: is it well, how much does it do, how much does it log. Orleans' own dashboard, which
/// shows the insides of a silo, is for administrators, and for this host's users where nobody else can reach the lab.
/// </summary>
internal static class Operations
{
    public static void MapLabOperations(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteHealth });
        app.MapHealthChecks(
            "/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteHealth })
            .AllowAnonymous();
        // It is open to probes, and tells strangers no more than a word.
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(LifetimeHealthCheck.Ready),
            ResponseWriter = (context, report) => context.Response.WriteAsync(report.Status.ToString()),
        }).AllowAnonymous();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapGet("/api/v1/log-level", LogLevel.Of).WithTags("Lab").WithSummary("How much this process logs.");
        app.MapPut("/api/v1/log-level", LogLevel.Change).Accepts<LogLevel>("application/json").WithTags("Lab")
            .Needs(LabRole.Administrator)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary(
                "Changes how much this process logs until it ends: verbose, debug, information, warning or error.");
        if (app.Services.GetRequiredService<AccessOptions>().ShowsInsides
            && app.Services.GetRequiredService<LabOptions>() is { Gateways: "", Join: "", AcceptsHosts: false })
            app.MapOrleansDashboard();
    }

    /// <summary>One word, and a line for everything that is not well.</summary>
    private static Task WriteHealth(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join('\n', report.Entries.Values
            .Where(e => e.Status != HealthStatus.Healthy).Select(e => e.Description)
            .Prepend(report.Status.ToString())));
    }

    /// <summary>The least level that is logged, as JSON.</summary>
    private sealed record LogLevel(string Level)
    {
        public static LogLevel Of(LoggingLevelSwitch level) => new(level.MinimumLevel.ToString().ToLowerInvariant());

        public static async Task<Ok<LogLevel>> Change(HttpRequest request, LoggingLevelSwitch level)
        {
            var wanted = await RequestBody.ReadJson<LogLevel>(request);
            if (!Enum.TryParse<LogEventLevel>(wanted.Level, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed)
                || parsed == LogEventLevel.Fatal)
                throw new InvalidInputException(
                    $"The level is '{InputText.Shown(wanted.Level ?? "")}'; "
                    + "it must be verbose, debug, information, warning or error.");
            level.MinimumLevel = parsed;
            return TypedResults.Ok(Of(level));
        }
    }
}
