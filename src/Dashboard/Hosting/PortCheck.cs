using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// Looks whether the port can be had before anything else of the lab is set up: a lab without a
/// door must not begin to train.
/// </summary>
internal static class PortCheck
{
    /// <exception cref="InvalidInputException">Another process listens on the port, or this user may not.</exception>
    public static void EnsureFree(DashboardOptions options)
    {
        if (options.Port == 0)
            return;
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Port == options.Port);
        if (listeners.Any(listener => Collides(listener.Address, options)))
            throw InUse(options.Port);
        foreach (var address in options.Addresses)
            Try(new IPEndPoint(address, options.Port));
    }

    /// <summary>Why an address of this host can't be bound.</summary>
    public static InvalidInputException Refusal(IPEndPoint wanted, SocketException error) =>
        error.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => InUse(wanted.Port),
            SocketError.AccessDenied => new InvalidInputException(
                $"Port {wanted.Port} needs rights that {Environment.UserName} doesn't have here; "
                + "choose one from 1024 upward with --port.", error),
            _ => new InvalidInputException(
                $"The lab can't listen at {wanted}: {Readable.Clause(error.Message)}.", error),
        };

    private static void Try(IPEndPoint wanted)
    {
        try
        {
            using var probe = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(wanted);
        }
        catch (SocketException e)
        {
            throw Refusal(wanted, e);
        }
    }

    private static InvalidInputException InUse(int port) =>
        new($"Port {port} is in use; stop what listens there, or choose another port with --port.");

    private static bool Collides(IPAddress taken, DashboardOptions options) =>
        IsAny(taken) || options.Addresses.Any(wanted => IsAny(wanted) || wanted.Equals(taken));

    private static bool IsAny(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
