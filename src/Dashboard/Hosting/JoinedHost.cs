using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Api;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// A host that joins a lab with its workers alone: of pages and API it has what those who run it look at, and shows
/// others the way to the lab.
/// </summary>
internal static class JoinedHost
{
    public static bool IsAskedFor(IConfiguration configuration) => LabOptions.From(configuration).Join.Length > 0;

    /// <exception cref="Growth.InvalidInputException">An option is wrong, another lab has the data directory, or the lab
    /// host refuses.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var options = LabOptions.From(builder.Configuration);
        builder.AddJoinedHost(options);
        builder.AddLabApi();
        builder.AddLabDefences();
        builder.AddTokenAccess();
        builder.Services.AddSingleton(TimeProvider.System);

        var app = builder.Build();
        app.UseProxies();
        app.UseLabDefences();
        app.UseHeadRequests();
        app.UseExceptionHandler();
        app.UseLabAccess();
        app.MapGet("/", () => Results.Redirect(options.JoinAddress!.AbsoluteUri)).ExcludeFromDescription()
            .AllowAnonymous();
        app.MapLabOperations();
        return app;
    }
}
