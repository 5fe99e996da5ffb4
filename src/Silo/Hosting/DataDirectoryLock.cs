using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Win32.SafeHandles;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// One lab a data directory: the operating system's exclusive lock on <c>lab.lock</c>, which dies with the process
/// however it ends. The file tells people and tools whose it is (<c>pid=…</c> and <c>url=…</c>, one a line); it means
/// nothing when nobody holds the lock.
/// </summary>
public sealed partial class DataDirectoryLock : IDisposable
{
    /// <summary>Linux' EWOULDBLOCK, which .NET passes on when another process holds the lock.</summary>
    private const int WouldBlock = 11;

    private readonly FileStream held;

    private DataDirectoryLock(FileStream held) => this.held = held;

    /// <summary>
    /// Takes the data directory for this process, and makes what is missing of the lab's directories.
    /// </summary>
    /// <exception cref="InvalidInputException">Another lab has it (pid and url are named), or it
    /// can't be used.</exception>
    public static DataDirectoryLock Take(LabDirectories directories)
    {
        try
        {
            foreach (var folder in (string[])[directories.Data, directories.Logs, directories.Store])
                Directory.CreateDirectory(folder);
            var taken = new DataDirectoryLock(new FileStream(
                directories.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            taken.Announce("");
            return taken;
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw new InvalidInputException(
                $"{Holder(directories)} Stop it first (./lab stop), or choose another directory with --data.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"The data directory {directories.Data} can't be used: {Readable.Clause(e.Message)}.", e);
        }
    }

    /// <summary>Says where this lab answers.</summary>
    /// <param name="url">Such as <c>http://localhost:5080</c>; empty while it does not answer yet.</param>
    public void Announce(string url)
    {
        held.SetLength(0);
        held.Write(System.Text.Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"pid={Environment.ProcessId}\nurl={url}\n")));
        held.Flush();
    }

    public void Dispose() => held.Dispose();

    /// <summary>The lab that runs on a data directory now; null where none does. Disturbs none.</summary>
    public static RunningLab? FindHolder(LabDirectories directories)
    {
        if (!File.Exists(directories.LockFile))
            return null;
        try
        {
            using var shared = new FileStream(directories.LockFile, FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            return ReadHolder(directories);
        }
    }

    private static RunningLab ReadHolder(LabDirectories directories)
    {
        var lines = ReadUnlocked(directories.LockFile).Split('\n');
        return new RunningLab(Value(lines, "pid"), Value(lines, "url"));
    }

    private static string Holder(LabDirectories directories)
    {
        var lab = ReadHolder(directories);
        var pid = lab.Pid is { } process ? $" (process {process})" : "";
        var url = lab.Url is { } address ? $" at {address}" : "";
        return $"Another lab{pid} runs on the data directory {directories.Data}{url}.";
    }

    private static string? Value(string[] lines, string name) =>
        lines.FirstOrDefault(l => l.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..]
            is { Length: > 0 } value ? value : null;

    /// <summary>.NET's own calls ask for a lock on every file that they open, and would be refused.</summary>
    private static string ReadUnlocked(string path)
    {
        using var handle = Open(path, 0);
        if (handle.IsInvalid)
            throw new IOException($"{path} can't be read: {Marshal.GetLastPInvokeErrorMessage()}");
        using var reader = new StreamReader(new FileStream(handle, FileAccess.Read));
        return reader.ReadToEnd();
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle Open(string path, int flags);
}

/// <summary>A lab that runs on this host.</summary>
/// <param name="Pid">Its process; null in its first moment.</param>
/// <param name="Url">Where it answers; null while it does not yet.</param>
public sealed record RunningLab(string? Pid, string? Url);

/// <summary>Writes into the lock file where this lab answers, once it does.</summary>
internal sealed class LockNotice(DataDirectoryLock taken, IServer? server = null) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server?.Features.Get<IServerAddressesFeature>()?.Addresses;
        taken.Announce(addresses?.FirstOrDefault() ?? "");
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
