using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Alerts;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>Where the lab's grains live, and who may use them.</summary>
internal static class LabHosting
{
    /// <summary>
    /// Hosts a silo in this process, alone or as a member of <c>Lab:Cluster</c>, or is a client of the cluster
    /// behind <c>Lab:Gateways</c>.
    /// </summary>
    /// <exception cref="Growth.InvalidInputException">An option is wrong, or another lab has the
    /// data directory.</exception>
    public static void AddLab(this WebApplicationBuilder builder)
    {
        var options = LabOptions.From(builder.Configuration);
        if (options.Gateways.Length > 0)
            builder.AddLabClient(options);
        else
            builder.AddSilo(options);
        builder.AddLabAlerts(isLabHost: options.Gateways.Length == 0);
        builder.AddLabAccess(options.Directories);
    }

    private static void AddSilo(this WebApplicationBuilder builder, LabOptions options)
    {
        if (options.AcceptsHosts)
            options = options.WithAddress(Instance<DashboardOptions>(builder));
        builder.AddLabSilo(options);
        if (!options.AcceptsHosts && Instance<AccessOptions>(builder).ShowsInsides)
            builder.AddOrleansDashboard();
    }

    private static T Instance<T>(WebApplicationBuilder builder) =>
        builder.Services.Select(service => service.ImplementationInstance).OfType<T>().Single();
}
