using MudBlazor;
using MudBlazor.Services;
using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Hosting;
using PgGanLab.Dashboard.Live;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Components;

/// <summary>The pages as a part of the process.</summary>
internal static class PagesHosting
{
    public static void AddLabPages(this WebApplicationBuilder builder)
    {
        builder.AddLabDefences();
        // Files are served as the build compressed them; a build's default packs them anew, without compression.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.VisibleStateDuration = 5000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 120;
            mud.SnackbarConfiguration.HideTransitionDuration = 120;
        });
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
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().Needs(LabRole.Viewer);
        app.MapSignOut();
    }
}
