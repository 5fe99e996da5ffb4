using PgGanLab.Dashboard.Hosting;
using PgGanLab.Grains.Access;
using PgGanLab.Grains.Store;

namespace PgGanLab.Dashboard.Access;

/// <summary>What a lab that asks people to sign in tells who started it.</summary>
internal static class AccessNotice
{
    /// <summary>Writes the owner's token, with which <c>./lab</c> on this host is let in.</summary>
    /// <param name="app">Listens already.</param>
    public static void LetOwnerIn(WebApplication app)
    {
        var directories = app.Services.GetRequiredService<LabDirectories>();
        if (app.Services.GetRequiredService<AccessOptions>().IsRequired)
            app.Services.GetRequiredService<OwnerToken>().Write(directories, app.Urls);
        else
            OwnerToken.Remove(directories);
    }

    /// <summary>
    /// Where there is no user yet, prints how the first one is made: on the console alone, never in the log.
    /// </summary>
    public static async Task Print(WebApplication app)
    {
        var services = app.Services;
        if (!services.GetRequiredService<AccessOptions>().IsRequired
            || services.GetService<FirstSignIn>() is not { } first
            || await services.GetRequiredService<IGrainFactory>().GetGrain<IUsersGrain>(IUsersGrain.Key).HasAny())
            return;
        var address = services.GetRequiredService<ProxyOptions>().PublicUrl ?? LabHostNotice.Reachable(app);
        Console.WriteLine($"Nobody can sign in yet. Open {address}/sign-in and make the first user with this code:");
        Console.WriteLine($"    {first.Code}");
        Console.WriteLine("It is shown here alone, and good until there is a user; or add one with ./lab user add.");
    }
}
