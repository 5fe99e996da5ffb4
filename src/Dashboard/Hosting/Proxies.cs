using Microsoft.AspNetCore.HttpOverrides;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// Makes requests that came through a proxy look as browsers sent them: scheme, host and client from the headers of
/// trusted proxies, and the prefix under which the lab is reached as the base of all paths.
/// </summary>
internal static class Proxies
{
    /// <summary>Goes before everything that looks at scheme, host or path.</summary>
    public static void UseProxies(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<ProxyOptions>();
        app.UseForwardedHeaders(Forwarded(options));
        app.Use((context, next) => Enter(context, options.Prefix, next));
    }

    private static ForwardedHeadersOptions Forwarded(ProxyOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.All,
            ForwardLimit = null,                                 // as many proxies as are trusted, one after the other
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.Believed)
            forwarded.KnownIPNetworks.Add(network);
        return forwarded;
    }

    /// <summary>
    /// Takes the prefix off the path, where the proxy left it there. A proxy that says its own prefix
    /// (<c>X-Forwarded-Prefix</c>) is right.
    /// </summary>
    private static Task Enter(HttpContext context, PathString prefix, RequestDelegate next)
    {
        var request = context.Request;
        var root = request.PathBase.HasValue ? new PathString(request.PathBase.Value!.TrimEnd('/')) : prefix;
        if (!root.HasValue)
            return next(context);
        request.PathBase = root;
        if (!request.Path.StartsWithSegments(root, out var within))
            return next(context);
        if (!within.HasValue && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            context.Response.Redirect($"{root}/{request.QueryString}");
            return Task.CompletedTask;
        }
        request.Path = within;
        return next(context);
    }
}
