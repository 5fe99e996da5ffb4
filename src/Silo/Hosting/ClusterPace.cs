using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// How fast the silos of a cluster notice that one of them died or hangs (within three seconds, unless told otherwise),
/// and what a silo does that was given up.
/// </summary>
internal static class ClusterPace
{
    /// <summary>
    /// How many times longer a silo waits for a probe that is slow itself, as on a machine that has too much to do.
    /// </summary>
    private const int Longer = 5;

    private const int MissedProbes = 2;

    /// <summary>How often the list of members is read; changes are told at once, this finds what was missed.</summary>
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a member says on the list that it lives. A silo that joins waits for members that have missed fewer
    /// than three of these: so long may a cluster that was killed as a whole take to start again.
    /// </summary>
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    /// <param name="silo">The silo.</param>
    /// <param name="probeSeconds">How long another silo may take to answer a probe, and how often there is one.</param>
    /// <param name="judges">How many silos must have given another one up before it is dead; 0: this silo gives up none.
    /// </param>
    public static ISiloBuilder UseClusterPace(this ISiloBuilder silo, double probeSeconds, int judges)
    {
        silo.Services.AddSingleton<IFatalErrorHandler, EvictedSilo>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, HostNameCheck>();
        return silo.Configure<ClusterMembershipOptions>(o =>
        {
            var probe = TimeSpan.FromSeconds(probeSeconds);
            (o.ProbeTimeout, o.MinProbeTimeout, o.MaxProbeTimeout) = (probe, probe, probe * Longer);
            o.NumMissedProbesLimit = MissedProbes;
            (o.LivenessEnabled, o.NumVotesForDeathDeclaration) = (judges > 0, Math.Max(judges, 1));
            o.EnableConnectionLivenessCheck = false;                            // a hung silo keeps its connections
            (o.TableRefreshTimeout, o.IAmAliveTablePublishTimeout) = (ReadEvery, AliveEvery);
        });
    }
}
