using PgGanLab.Dashboard.Hosting;
using PgGanLab.Dashboard.Live;

namespace PgGanLab.Dashboard.Components;

/// <summary>The pages as a part of the process.</summary>
internal static class PagesHosting
{
    public static void AddLabPages(this WebApplicationBuilder builder)
    {
        builder.AddLabDefences();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RecentAnswers>();
        builder.Services.AddSingleton<LabChanges>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LabChanges>());
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 2 << 20); // a sweep's file, pasted
    }

    public static void MapLabPages(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
