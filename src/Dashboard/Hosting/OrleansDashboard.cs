using System.Reflection;
using Orleans.Dashboard;
using PgGanLab.Dashboard.Access;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// Orleans' own dashboard, made to cost an idle lab nothing worth naming: its pages, 22 MB, are read when somebody
/// opens them first, and Orleans' counters are looked at once a minute.
/// </summary>
internal static class OrleansDashboard
{
    private const string Path = "/orleans";

    /// <summary>Milliseconds between its samples of the silo.</summary>
    private const int SampleEvery = 5000;

    /// <summary>
    /// Milliseconds between two looks at the counters; its own choice is one second, a third of what an idle lab takes
    /// of the processor.
    /// </summary>
    private const int CountersEvery = 60_000;

    public static void AddOrleansDashboard(this WebApplicationBuilder builder) =>
        builder.UseOrleans(silo => silo.AddDashboard(dashboard =>
            (dashboard.HideTrace, dashboard.CounterUpdateIntervalMs) = (true, SampleEvery)));

    public static void MapOrleansDashboard(this WebApplication app)
    {
        SlowDown(app.Services);
        var pages = new Lazy<RequestDelegate>(() => Pages(app.Services));
        app.Map($"{Path}/{{**page}}", context =>
        {
            context.SetEndpoint(null);                                              // its own routing finds the page
            return pages.Value(context);
        }).ExcludeFromDescription().Needs(LabRole.Administrator);
    }

    /// <summary>There is no option for it, and the type is internal.</summary>
    private static void SlowDown(IServiceProvider services)
    {
        var type = typeof(Orleans.Dashboard.DashboardOptions).Assembly.GetType("Orleans.Dashboard.DashboardHost");
        var interval = type?.GetProperty("ExportIntervalMilliseconds", BindingFlags.Instance | BindingFlags.NonPublic);
        if (type is null || interval is null)
            throw new InvalidOperationException("This version of Orleans' dashboard takes its counters another way.");
        interval.SetValue(services.GetRequiredService(type), CountersEvery);
    }

    private static RequestDelegate Pages(IServiceProvider services)
    {
        var pages = new ApplicationBuilder(services);
        pages.UseRouting();
        pages.UseEndpoints(endpoints => endpoints.MapOrleansDashboard(Path));
        return pages.Build();
    }
}
