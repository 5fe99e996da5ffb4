using System.Reflection;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Hosts;

/// <summary>What a host that wants to join tells the lab host.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Version">Its <see cref="LabVersion"/>.</param>
public sealed record HostRequest(string Host, string Version);

/// <summary>
/// All that a host needs to become a member: told to those who have a token. Whoever has it can do everything that a
/// member can.
/// </summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="MembershipPort">Where the lab host keeps the list of members.</param>
/// <param name="Password">For that.</param>
/// <param name="Certificate">Of all members, with its key: PKCS#12 without a password, base64. Each member shows it, and
/// speaks with nobody who shows another.</param>
/// <param name="ThreadsPerWorker">What the lab's hosts train with, unless a host says otherwise.</param>
/// <param name="SnapshotSeconds">The same.</param>
public sealed record HostInvitation(
    string Cluster, int MembershipPort, string Password, string Certificate, int ThreadsPerWorker,
    double SnapshotSeconds)
{
    /// <summary>Without what must not be in logs.</summary>
    public override string ToString() => $"Invitation to {Cluster}";
}

/// <summary>Invites hosts; only a lab that takes hosts has one.</summary>
public interface IHostInvitations
{
    /// <exception cref="Growth.InvalidInputException">The host's version is another one.</exception>
    HostInvitation Invite(HostRequest request);
}

/// <summary>Which build of the lab this is: all hosts of a cluster have the same.</summary>
public static class LabVersion
{
    /// <summary>Such as <c>0.1.0+1ca21dc…</c>: the version, and the commit that it was built of.</summary>
    public static string Current { get; } = typeof(Lease).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
