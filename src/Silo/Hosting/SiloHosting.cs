using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Hosting;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosts;

namespace PgGanLab.Silo.Hosting;

/// <summary>Configures the Orleans silo.</summary>
internal static class SiloHosting
{
    /// <summary>The same for all hosts and clients of a cluster.</summary>
    public const string ServiceId = "pgganlab";

    /// <summary>
    /// How often silos tell each other their load, by which Orleans places grains; the lab's grains are light.
    /// </summary>
    private static readonly TimeSpan LoadReportEvery = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Grains of other silos whose place is remembered; room for a million, as Orleans has it, is 19 MB that are never
    /// used.
    /// </summary>
    private const int RememberedPlaces = 20_000;

    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds the silo: alone in this process, at no fixed port, as several may run on one machine; or a member of a cluster,
    /// over PostgreSQL or around a lab host.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="options">What it was told.</param>
    /// <param name="role">What the silo is for.</param>
    /// <param name="access">How it becomes a member of a lab host's cluster; null where it does not.</param>
    /// <exception cref="InvalidInputException">A cluster was asked for, and no PostgreSQL server was named.</exception>
    public static void UseLabSilo(
        this IHostApplicationBuilder builder, LabOptions options, SiloRole role = SiloRole.Lab,
        ClusterAccess? access = null) =>
        builder.UseOrleans(silo =>
        {
            if (access is not null)
                access.Join(silo, role);
            else if (options.Cluster.Length > 0)
                Join(silo, options);
            else
                silo.UseLocalhostClustering(FreePort.Find(), gatewayPort: 0);
            silo.AddLabGrains(role);
            if (role == SiloRole.Lab)
                silo.Services.AddHostedService<DeathNotice>();
            silo.Configure<SiloOptions>(o => o.SiloName = options.HostName);
            silo.Configure<DeploymentLoadPublisherOptions>(o => o.DeploymentLoadPublisherRefreshTime = LoadReportEvery);
            silo.Configure<GrainDirectoryOptions>(o => o.CacheSize = RememberedPlaces);
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = ResponseTimeout);
        });

    private static void Join(ISiloBuilder silo, LabOptions options)
    {
        var postgres = silo.Configuration.GetConnectionString(LabDatabaseExtensions.ConnectionName)
            ?? throw new InvalidInputException(
                $"Option Lab:Cluster is '{options.Cluster}', but no PostgreSQL server is named; set ConnectionStrings:"
                + $"{LabDatabaseExtensions.ConnectionName}.");
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.Cluster, ServiceId));
        silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort);
        silo.Services.AddHostedService<ClusterTables>();
        silo.UseClusterPace(options.ProbeSeconds, judges: 2);
        silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", postgres));
    }
}
