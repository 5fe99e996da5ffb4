using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Maintenance.Checks;

/// <summary>Whether the lab's port is free, or who has it.</summary>
internal sealed class PortCheck() : Check("port")
{
    protected override Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        if (DataDirectoryLock.FindHolder(lab.Directories) is { } running)
            return Found(Ok(running.Url is { } url
                ? $"the lab of {lab.Directories.Data} (process {running.Pid}) listens at {url}"
                : $"the lab of {lab.Directories.Data} (process {running.Pid}) is just starting"));
        var listens = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Any(listener => listener.Port == lab.Port && (IPAddress.IsLoopback(listener.Address)
                || listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any)));
        if (!listens)
            return Found(Ok($"{lab.Port} is free"));
        var owner = PortOwner.Of(lab.Port);
        return Found(Fail(
            $"{lab.Port} is taken by {owner ?? "a process of another user"}",
            string.Create(CultureInfo.InvariantCulture, $"end that, or start the lab with --port {lab.Port + 1}")));
    }
}
