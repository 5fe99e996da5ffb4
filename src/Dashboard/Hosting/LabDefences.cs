using Microsoft.AspNetCore.HostFiltering;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// What keeps other sites in the same browser from using the lab: host names, origins, and a policy on what pages load.
/// </summary>
internal static class LabDefences
{
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        + "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    public static void AddLabDefences(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<HostFilteringOptions>().Configure<DashboardOptions>((filter, options) =>
        {
            if (options.IsLocal)
                filter.AllowedHosts = [.. options.LocalHosts];
        });

    public static void UseLabDefences(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            if (IsSafe(context.Request.Method) || IsSameOrigin(context.Request))
                await next();
            else
                await Results.Problem(
                    "Requests from other sites may not change the lab.", statusCode: StatusCodes.Status403Forbidden)
                    .ExecuteAsync(context);
        });
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>
    /// Browsers say where a request comes from; other clients (the CLI, curl) say nothing and are no other site.
    /// </summary>
    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site")
        && (request.Headers.Origin.ToString() is ""
            || request.Headers.Origin.ToString() == $"{request.Scheme}://{request.Host}");
}
