using System.Net;
using System.Net.NetworkInformation;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// Looks whether the port is free before anything else of the lab is set up: a lab without a
/// door must not begin to train.
/// </summary>
internal static class PortCheck
{
    /// <exception cref="InvalidInputException">Another process listens on the port.</exception>
    public static void EnsureFree(DashboardOptions options)
    {
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Port == options.Port);
        if (options.Port != 0 && listeners.Any(listener => Collides(listener.Address, options)))
            throw new InvalidInputException(
                $"Port {options.Port} is in use; stop what listens there, or choose another port with --port.");
    }

    private static bool Collides(IPAddress taken, DashboardOptions options) =>
        taken.Equals(IPAddress.Any) || taken.Equals(IPAddress.IPv6Any) || options.Address == "*"
        || (options.IsLocal ? IPAddress.IsLoopback(taken) : taken.ToString() == options.Address);
}
