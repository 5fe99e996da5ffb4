using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PgGanLab.Cli.Client;
using PgGanLab.Grains.Store;

namespace PgGanLab.Cli.Demo;

/// <summary>A lab that the demo runs as its child. Disposing it stops it cleanly.</summary>
internal sealed partial class DemoLabProcess : IAsyncDisposable
{
    /// <summary>How long a lab may take to answer: it opens its database and looks at its devices first.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    /// <summary>How long it may take to store its workers' snapshots and end.</summary>
    private static readonly TimeSpan StopLimit = LabCommand.StopLimit - TimeSpan.FromSeconds(10);

    /// <summary>How the line begins that the host prints when it serves.</summary>
    private const string ReadyLine = "PgGanLab is at ";

    /// <summary>Bytes of what earlier demos printed, beyond which that is left out.</summary>
    private const long LargestLog = 10_000_000;

    private const int Sigterm = 15;

    private readonly Process process;
    private readonly string log;
    private readonly long logStart;

    private DemoLabProcess(Process process, string log, long logStart)
    {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /// <summary>Starts the host with its output in <c>logs/console.log</c>. It does not answer yet.</summary>
    public static DemoLabProcess Start(LabHome home, int port, LabDirectories directories)
    {
        Directory.CreateDirectory(directories.Logs);
        var log = Path.Combine(directories.Logs, "console.log");
        if (new FileInfo(log) is { Exists: true, Length: > LargestLog } old)
            old.Delete();
        var logStart = File.Exists(log) ? new FileInfo(log).Length : 0;
        // The shell opens the log and becomes the host: its output needs no reader and survives this process.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (var argument in (string[])[
            "-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", log, Environment.ProcessPath!, home.Host, "--port",
            port.ToString(CultureInfo.InvariantCulture), "--data", directories.Data])
            start.ArgumentList.Add(argument);
        return new DemoLabProcess(Process.Start(start)!, log, logStart);
    }

    /// <summary>
    /// Waits until this very process answers: it says so before another lab on its port could be taken for it.
    /// </summary>
    /// <exception cref="LabException">It ended, or did not answer in time; the message says why.</exception>
    public async Task WaitUntilReady(LabClient lab, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!(Printed().Any(line => line.StartsWith(ReadyLine, StringComparison.Ordinal))
            && await lab.IsHealthy(cancellationToken)))
        {
            ThrowIfEnded();
            if (waited.Elapsed > StartLimit)
                throw new LabException(
                    $"The lab did not answer within {StartLimit.TotalSeconds:0} s; its log is {log}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    /// <summary>
    /// Says why the lab is gone, if it is: in the lab's own sentence, unless it ended in a stack trace.
    /// </summary>
    /// <exception cref="LabException">It has ended.</exception>
    public void ThrowIfEnded()
    {
        if (process.HasExited)
            throw new LabException(Printed() is [.., var last] && !last.StartsWith("at ", StringComparison.Ordinal)
                ? last
                : $"The lab ended with code {process.ExitCode}; its log is {log}.");
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

    /// <summary>What the lab has printed since it was started here.</summary>
    private string[] Printed()
    {
        using var stream = new FileStream(log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(logStart, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
