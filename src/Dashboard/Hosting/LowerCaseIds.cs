using System.Text.RegularExpressions;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// Ids of sweeps and experiments have small letters alone, so an address may write them with capitals: the API takes it
/// as it is meant, and pages are sent to the address that they have.
/// </summary>
internal static partial class LowerCaseIds
{
    public static void UseLowerCaseIds(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var path = request.Path.Value ?? "";
        var meant = Id().Replace(path, id => id.Value.ToLowerInvariant());
        if (meant == path)
            return next(context);
        if (!HttpMethods.IsGet(request.Method) || path.StartsWith("/api/", StringComparison.Ordinal))
        {
            request.Path = meant;
            return next(context);
        }
        context.Response.Redirect($"{request.PathBase}{new PathString(meant)}{request.QueryString}");
        return Task.CompletedTask;
    });

    [GeneratedRegex("(?<=^(/api/v1)?/(sweeps|experiments)/)[^/]+", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
