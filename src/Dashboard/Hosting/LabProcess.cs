using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PgGanLab.Dashboard.Access;
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
        [ProxyOptions.PublicUrlSwitch] = $"{DashboardOptions.Section}:{nameof(ProxyOptions.PublicUrl)}",
        [ProxyOptions.TrustedSwitch] = $"{DashboardOptions.Section}:{nameof(ProxyOptions.Trusted)}",
        [AccessOptions.Switch] = AccessOptions.Key,
        ["--data"] = "Lab:DataDirectory",
        ["--disk"] = "Lab:Disk",
        ["--phases-per-device"] = "Lab:PhasesPerDevice",
        ["--join"] = "Lab:Join",
        ["--token"] = "Lab:Token",
        ["--cache"] = "Lab:Cache",
    };

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["LAB_PORT"] = Switches["--port"],
        ["LAB_ADDRESS"] = Switches["--address"],
        ["LAB_PUBLIC_URL"] = Switches[ProxyOptions.PublicUrlSwitch],
        ["LAB_TRUSTED_PROXY"] = Switches[ProxyOptions.TrustedSwitch],
        ["LAB_SIGN_IN"] = Switches[AccessOptions.Switch],
        ["LAB_DATA"] = Switches["--data"],
        ["LAB_DISK"] = Switches["--disk"],
        ["LAB_PHASES_PER_DEVICE"] = Switches["--phases-per-device"],
        ["LAB_JOIN"] = Switches["--join"],
        ["LAB_TOKEN"] = Switches["--token"],
        ["LAB_CACHE"] = Switches["--cache"],
    };

    /// <summary>
    /// Configuration from appsettings.json, environment (<c>LAB_PORT</c>, <c>LAB_DATA</c>, <c>LAB__…</c>) and
    /// arguments; the later of these win.
    /// </summary>
    /// <exception cref="InvalidInputException">The port is no port, in use or not for this user, or the address is
    /// none of this host's, or what is said of proxies or of signing in makes no sense.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(Variables
            .Select(v => KeyValuePair.Create(v.Value, Environment.GetEnvironmentVariable(v.Key)))
            .Where(v => v.Value is not null));
        builder.Configuration.AddCommandLine(Together(args, ProxyOptions.TrustedSwitch), Switches);
        var options = DashboardOptions.From(builder.Configuration);
        var proxies = ProxyOptions.From(builder.Configuration);
        builder.Services.AddSingleton(AccessOptions.From(builder.Configuration, options, proxies));
        builder.Services.AddSingleton(proxies);
        PortCheck.EnsureFree(options);
        builder.Services.AddSingleton(options);
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
            AccessNotice.LetOwnerIn(app);
            foreach (var url
                in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
                Console.WriteLine($"PgGanLab is at {url}");
            if (app.Services.GetRequiredService<ProxyOptions>().PublicUrl is { } publicUrl)
                Console.WriteLine($"Others reach it at {publicUrl}");
            await AccessNotice.Print(app);
            await LabHostNotice.Print(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (InvalidInputException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>
    /// Arguments with one list of an option's values at the end: of an option that stands several times, the
    /// configuration takes the last.
    /// </summary>
    internal static string[] Together(string[] args, string option)
    {
        var values = args.Zip(args.Skip(1)).Where(pair => pair.First == option).Select(pair => pair.Second)
            .Concat(args.Where(a => a.StartsWith($"{option}=", StringComparison.Ordinal))
                .Select(a => a[(option.Length + 1)..])).ToArray();
        return values.Length == 0 ? args : [.. args, option, string.Join(',', values)];
    }
}
