using System.Net.Sockets;
using PgGanLab.Growth;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// Before the silo becomes a member of its cluster: whether another host has its name. Two under one name would free
/// each other's leases at every heartbeat.
/// </summary>
internal sealed class HostNameCheck(IClusterMembershipService membership, ILocalSiloDetails own, TimeProvider time)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>
    /// How long a host that can't be reached may still be listed: longer than the cluster takes to notice that it died
    /// (<see cref="ClusterPace"/>).
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(1);

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(HostNameCheck), ServiceLifecycleStage.BecomeActive - 1, Check);

    /// <exception cref="InvalidInputException">A living host has the name.</exception>
    private async Task Check(CancellationToken stop)
    {
        for (var start = time.GetTimestamp(); await Twin(stop) is { } twin; await Task.Delay(LookEvery, time, stop))
        {
            var listens = await Listens(twin, stop);
            if (listens == true || time.GetElapsedTime(start) > Patience)
                throw new InvalidInputException(
                    $"A host named '{own.Name}' is in the cluster already, at {twin.Endpoint}; give this one another "
                    + "name with --Lab:HostName.");
            if (listens == false)
                await membership.TryKill(twin);
        }
    }

    /// <summary>
    /// Another member of the same name. Of two that join at the same time, the one that was started later has a twin.
    /// </summary>
    private async Task<SiloAddress?> Twin(CancellationToken stop)
    {
        await membership.Refresh(default, stop);
        return membership.CurrentSnapshot.Members.Values
            .Where(m => m.Name == own.Name && !m.SiloAddress.Equals(own.SiloAddress)
                && (m.Status == SiloStatus.Active
                    || (m.Status == SiloStatus.Joining && m.SiloAddress.CompareTo(own.SiloAddress) < 0)))
            .Select(m => m.SiloAddress).FirstOrDefault();
    }

    /// <returns>
    /// False where nobody does: an earlier process of this host has died. Null where it can't be reached.
    /// </returns>
    private static async Task<bool?> Listens(SiloAddress silo, CancellationToken stop)
    {
        using var probe = new Socket(silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(AnswersWithin);
        try
        {
            await probe.ConnectAsync(silo.Endpoint, patience.Token);
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused ? false : null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
