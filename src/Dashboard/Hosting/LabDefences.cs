using Microsoft.AspNetCore.HostFiltering;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// What keeps other sites in the same browser from using the lab: host names, origins, and a policy on what pages load.
/// </summary>
internal static class LabDefences
{
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        + "object-src 'none'; base-uri 'self'; "
        + "form-action 'self'; frame-ancestors 'none'";

    /// <summary>
    /// The one script that compiles WebAssembly: it draws with generators, beside the pages, and has none of theirs.
    /// </summary>
    private const string DrawingScript = "/js/generator-worker.js";

    private const string DrawingPolicy = ContentPolicy + "; script-src 'self' 'wasm-unsafe-eval'";

    public static void AddLabDefences(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<HostFilteringOptions>().Configure<DashboardOptions, ProxyOptions>(
            (filter, options, proxies) =>
            {
                if (options.IsLocal)
                    filter.AllowedHosts = [.. options.LocalHosts, .. proxies.Hosts];
            });

    public static void UseLabDefences(this WebApplication app)
    {
        var publicOrigin = app.Services.GetRequiredService<ProxyOptions>().PublicOrigin;
        app.Use(async (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                context.Request.Path == DrawingScript ? DrawingPolicy : ContentPolicy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            if (IsHarmless(context.Request) || IsSameOrigin(context.Request, publicOrigin))
                await next();
            else
                await Results.Problem(Refusal(context.Request), statusCode: StatusCodes.Status403Forbidden)
                    .ExecuteAsync(context);
        });
    }

    /// <summary>Requests that change nothing, and open no connection that could.</summary>
    private static bool IsHarmless(HttpRequest request) =>
        request.Method is var method
        && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
        && !request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Browsers say where a request comes from; other clients (the CLI, curl) say nothing and are no other site.
    /// </summary>
    private static bool IsSameOrigin(HttpRequest request, string? publicOrigin) =>
        request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site")
        && request.Headers.Origin.ToString() is var origin
        && (origin.Length == 0 || origin == publicOrigin || origin == Own(request));

    /// <summary>This request's own origin, as browsers write it: without a scheme's usual port.</summary>
    private static string Own(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var address)
            ? address.GetLeftPart(UriPartial.Authority)
            : "";

    private static string Refusal(HttpRequest request) =>
        "Requests from other sites may not change the lab"
        + (request.Headers.Origin.ToString() is { Length: > 0 } origin
            ? $": this one came from {InputText.Shown(origin)} to {InputText.Shown(Own(request))}. "
                + $"Where that is the lab's own address behind a proxy, start it with {ProxyOptions.PublicUrlSwitch}."
            : ".");
}
