using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// The process around the lab: its arguments, its one line when it is ready, its one sentence when it can't start.
/// </summary>
internal static class LabProcess
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--port"] = $"{DashboardOptions.Section}:{nameof(DashboardOptions.Port)}",
        ["--address"] = $"{DashboardOptions.Section}:{nameof(DashboardOptions.Address)}",
        ["--data"] = "Lab:DataDirectory",
    };

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["LAB_PORT"] = Switches["--port"],
        ["LAB_ADDRESS"] = Switches["--address"],
        ["LAB_DATA"] = Switches["--data"],
    };

    /// <summary>
    /// Configuration from appsettings.json, environment (<c>LAB_PORT</c>, <c>LAB_DATA</c>, <c>LAB__…</c>) and
    /// arguments; the later of these win.
    /// </summary>
    /// <exception cref="InvalidInputException">The port is no port, in use or not for this user, or the address is
    /// none of this host's.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(Variables
            .Select(v => KeyValuePair.Create(v.Value, Environment.GetEnvironmentVariable(v.Key)))
            .Where(v => v.Value is not null));
        builder.Configuration.AddCommandLine(args, Switches);
        var options = DashboardOptions.From(builder.Configuration);
        PortCheck.EnsureFree(options);
        builder.Services.AddSingleton(options);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls([.. options.Urls]);
        return builder;
    }

    /// <summary>Builds the lab and runs it until it is asked to stop (SIGINT, SIGTERM).</summary>
    /// <returns>The process's exit code: 1 when it could not start, after one sentence on stderr.</returns>
    public static async Task<int> Run(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            await app.StartAsync();
            foreach (var url
                in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
                Console.WriteLine($"PgGanLab is at {url}");
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (InvalidInputException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
