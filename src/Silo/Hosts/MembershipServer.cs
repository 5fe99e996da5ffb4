using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;
using Microsoft.Extensions.Hosting;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Silo.Hosts;

/// <summary>
/// The list of the cluster's members: a Garnet server in the lab host's process, which keeps a log in the data directory,
/// so that a restarted lab host knows its members. Encrypted, with a password.
/// </summary>
/// <param name="identity">Has its port, password and certificate.</param>
/// <param name="address">Where it listens; null for every address of this host.</param>
/// <param name="directories">Has the data directory.</param>
internal sealed class MembershipServer(ClusterIdentity identity, IPAddress? address, LabDirectories directories)
    : IHostedLifecycleService, IDisposable
{
    private GarnetServer? server;

    private string Folder => Path.Combine(directories.Data, "membership");

    /// <exception cref="InvalidInputException">Its port is in use, or its folder can't be used.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        CheckPort();
        try
        {
            Directory.CreateDirectory(Folder);
            server = new GarnetServer([.. Options(), .. Place(), .. Safety()]);
            server.Start();
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is not InvalidInputException)
        {
            throw new InvalidInputException(
                $"The list of the cluster's members can't be kept at port {identity.MembershipPort} in {Folder}: "
                + $"{Readable.Clause(e.Message)}.", e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the silo, which says on the list that it leaves.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        server?.Dispose();
        server = null;
    }

    private void CheckPort()
    {
        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(address ?? IPAddress.IPv6Any, identity.MembershipPort));
        }
        catch (SocketException e)
        {
            throw new InvalidInputException(
                $"Port {identity.MembershipPort} can't be had for the list of the cluster's members "
                + $"({Readable.Clause(e.Message)}); choose another one with --Lab:MembershipPort.", e);
        }
    }

    /// <summary>Small: a list of hosts. The provider of Orleans runs scripts in it.</summary>
    private static string[] Options() =>
        ["--lua", "true", "--memory", "16m", "--page", "1m", "--index", "1m", "-q", "true",
            "--logger-level", "Error", "--disable-console-logger", "true"];

    private string[] Place() =>
        ["--port", identity.MembershipPort.ToString(CultureInfo.InvariantCulture),
            .. address is null ? (string[])[] : ["--bind", address.ToString()],
            "--device-type", "RandomAccess", "--checkpointdir", Folder, "--aof", "true", "--aof-commit-freq", "0",
            "--recover", "true"];

    private string[] Safety()
    {
        var certificate = Path.Combine(Folder, "certificate.pfx");
        File.WriteAllBytes(certificate, Convert.FromBase64String(identity.Certificate));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(certificate, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return ["--auth", "Password", "--password", identity.Password, "--tls", "true", "--cert-file-name", certificate,
            "--client-certificate-required", "false"];
    }
}
