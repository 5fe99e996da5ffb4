using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using PgGanLab.Grains.Hosts;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Hosts;

/// <summary>Asks the lab host for all that this host needs to join it.</summary>
internal static class LabHostJoin
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the lab host answers.</summary>
    /// <param name="options">What this host was told.</param>
    /// <param name="configuration">Has what was told explicitly: that wins over the lab host's own.</param>
    /// <returns>The options completed, how the silo becomes a member, and the lab host.</returns>
    /// <exception cref="InvalidInputException">The lab host refuses: the token, or another version.</exception>
    public static (LabOptions Options, ClusterAccess Access, LabHostClient LabHost) Ask(
        LabOptions options, IConfiguration configuration)
    {
        var labHost = new LabHostClient(options.JoinAddress!, options.Token);
        try
        {
            var (invitation, address) = Wait(labHost, options).GetAwaiter().GetResult();
            var section = configuration.GetSection(LabOptions.Section);
            var joined = options with
            {
                ThreadsPerWorker = section[nameof(LabOptions.ThreadsPerWorker)] is null
                    ? invitation.ThreadsPerWorker : options.ThreadsPerWorker,
                SnapshotSeconds = section[nameof(LabOptions.SnapshotSeconds)] is null
                    ? invitation.SnapshotSeconds : options.SnapshotSeconds,
            };
            return (joined, Access(joined, invitation, address), labHost);
        }
        catch
        {
            labHost.Dispose();
            throw;
        }
    }

    private static ClusterAccess Access(LabOptions options, HostInvitation invitation, IPAddress address) => new(
        invitation.Cluster, options.JoinAddress!.DnsSafeHost, invitation.MembershipPort, invitation.Password,
        ClusterAccess.Read(invitation.Certificate),
        options.SiloAddress.Length > 0 ? IPAddress.Parse(options.SiloAddress) : address,
        options.ListensAnywhere || options.SiloAddress.Length > 0,
        options.SiloPort > 0 ? options.SiloPort : FreePort.Find(), options.ProbeSeconds);

    private static async Task<(HostInvitation Invitation, IPAddress Own)> Wait(
        LabHostClient labHost, LabOptions options)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                var invitation = await labHost.Join(
                    new HostRequest(options.HostName, LabVersion.Current), CancellationToken.None);
                return (invitation, await labHost.OwnAddress(CancellationToken.None));
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or OperationCanceledException)
            {
                if (isFirst)
                    await Console.Error.WriteLineAsync(
                        $"The lab host at {labHost.LabHost} does not answer yet ({Readable.Clause(e.Message)}); "
                        + "this host joins when it does.");
                await Task.Delay(RetryEvery);
            }
        }
    }
}
