using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// Hosts whose process the cluster has declared dead. What it had leased is freed at once, not when the leases run out:
/// whatever it still brings, should it live, has an older token.
/// </summary>
internal sealed class DeadHosts(IClusterMembershipService membership)
{
    /// <summary>The members of the cluster among which it looked last.</summary>
    private MembershipVersion? seen;

    /// <summary>Looks where the cluster has changed.</summary>
    /// <returns>Names of the workers of which something that people see has changed.</returns>
    public async Task<ImmutableArray<string>> Free(LabDatabase database, DateTimeOffset now)
    {
        var members = membership.CurrentSnapshot;
        if (members.Version == seen)
            return [];
        var dead = await database.Read(async db =>
            (await db.Silos.ToListAsync()).FindAll(silo => IsDead(silo.Incarnation, members)));
        var workers = dead.Count == 0 ? [] : await database.Write(db => Free(db, dead, now));
        seen = members.Version;
        return workers;
    }

    private static async Task<ImmutableArray<string>> Free(
        LabDbContext db, IEnumerable<SiloRow> dead, DateTimeOffset now)
    {
        var workers = ImmutableArray.CreateBuilder<string>();
        foreach (var silo in dead)
            workers.AddRange(await WorkerRegistry.Left(db, silo.Host, silo.Incarnation, "its host died or hangs", now));
        return workers.ToImmutable();
    }

    /// <summary>A silo's address names one process: no other has the same place and start.</summary>
    private static bool IsDead(string incarnation, ClusterMembershipSnapshot members) =>
        incarnation.Contains('@', StringComparison.Ordinal)
        && members.GetSiloStatus(SiloAddress.FromParsableString(incarnation)) == SiloStatus.Dead;
}
