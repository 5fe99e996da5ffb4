using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using PgGanLab.Cli.Client;
using PgGanLab.Grains.Store;

namespace PgGanLab.Cli.Demo;

/// <summary>A lab that the demo runs as its child. Disposing it stops it cleanly.</summary>
internal sealed partial class LabProcess : IAsyncDisposable
{
    /// <summary>How long a lab may take to answer: it opens its database and looks at its devices first.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    /// <summary>How long it may take to store its workers' snapshots and end.</summary>
    private static readonly TimeSpan StopLimit = LabCommand.StopLimit - TimeSpan.FromSeconds(10);

    private const int Sigterm = 15;

    private readonly Process process;
    private readonly LabDirectories directories;
    private readonly string log;
    private readonly long logStart;

    private LabProcess(Process process, LabDirectories directories, string log, long logStart)
    {
        this.process = process;
        this.directories = directories;
        this.log = log;
        this.logStart = logStart;
    }

    /// <summary>Starts the host with its output in <c>logs/console.log</c>. It does not answer yet.</summary>
    /// <exception cref="LabException">Something listens on the port already.</exception>
    public static LabProcess Start(LabHome home, int port, LabDirectories directories)
    {
        CheckPort(port);
        Directory.CreateDirectory(directories.Logs);
        var log = Path.Combine(directories.Logs, "console.log");
        var logStart = File.Exists(log) ? new FileInfo(log).Length : 0;
        // The shell opens the log and becomes the host: its output needs no reader and survives this process.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (var argument in (string[])["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", log, Environment.ProcessPath!, home.Host,
            "--port", port.ToString(CultureInfo.InvariantCulture), "--data", directories.Data])
            start.ArgumentList.Add(argument);
        return new LabProcess(Process.Start(start)!, directories, log, logStart);
    }

    /// <summary>Waits until this very process answers.</summary>
    /// <exception cref="LabException">It ended, or did not answer in time; the message says why.</exception>
    public async Task WaitUntilReady(LabClient lab, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!(await Announced(cancellationToken) && await lab.IsHealthy(cancellationToken)))
        {
            ThrowIfEnded();
            if (waited.Elapsed > StartLimit)
                throw new LabException($"The lab did not answer within {StartLimit.TotalSeconds:0} s; its log is {log}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    /// <summary>Says why the lab is gone, if it is.</summary>
    /// <exception cref="LabException">It has ended.</exception>
    public void ThrowIfEnded()
    {
        if (process.HasExited)
            throw new LabException(LastWords() is { } words ? words : $"The lab ended with code {process.ExitCode}; its log is {log}.");
    }

    /// <summary>Completes when the lab has ended by itself.</summary>
    public Task WaitForEnd(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks it to stop and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        using (process)
        {
            if (process.HasExited || kill(process.Id, Sigterm) != 0)
                return;
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }
    }

    /// <summary>Whether the lab on the data directory is this process, and says that it answers.</summary>
    private async Task<bool> Announced(CancellationToken cancellationToken)
    {
        try
        {
            var lines = await File.ReadAllLinesAsync(directories.LockFile, cancellationToken);
            return lines.Contains(string.Create(CultureInfo.InvariantCulture, $"pid={process.Id}")) && lines.Any(l => l.StartsWith("url=http", StringComparison.Ordinal));
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The last line that the lab wrote since it was started here; null when it wrote nothing.</summary>
    private string? LastWords()
    {
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(logStart, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
    }

    private static void CheckPort(int port)
    {
        if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(l => l.Port == port))
            throw new LabException($"Port {port} is in use; stop what listens there (./lab stop, if it is a lab), or choose another with --port.");
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
