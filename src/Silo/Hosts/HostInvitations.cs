using PgGanLab.Grains.Hosts;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Hosts;

/// <inheritdoc cref="IHostInvitations"/>
internal sealed class HostInvitations(ClusterIdentity identity, LabOptions options) : IHostInvitations
{
    /// <inheritdoc/>
    public HostInvitation Invite(HostRequest request)
    {
        if (request.Version != LabVersion.Current)
            throw new InvalidInputException(
                $"Host '{InputText.Shown(request.Host ?? "")}' has PgGanLab {InputText.Shown(request.Version ?? "")}, "
                + $"and the lab host has {LabVersion.Current}; use the same build on both.");
        return new HostInvitation(
            identity.Id, identity.MembershipPort, identity.Password, identity.Certificate, options.ThreadsPerWorker,
            options.SnapshotSeconds);
    }
}
