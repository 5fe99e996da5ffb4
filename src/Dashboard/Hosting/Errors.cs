using PgGanLab.Dashboard.Api;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// What goes wrong gets an answer that fits who asked: problem details for the API, a page for people.
/// </summary>
internal static class Errors
{
    public static void UseLabErrors(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseWhen(context => ApiHosting.IsApi(context.Request), api => api.UseStatusCodePages());
    }
}
