using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// Ends the process of a silo that can't go on, because the others have given it up while it hung or was cut off. It
/// says so in one sentence; its exit code tells who started it (./lab silo, systemd) to start it again.
/// </summary>
internal sealed partial class EvictedSilo(ILogger<EvictedSilo> logger) : IFatalErrorHandler
{
    /// <summary>The conventional code of a failure that passes (sysexits.h: EX_TEMPFAIL).</summary>
    public const int ExitCode = 75;

    public bool IsUnexpected(Exception? exception) => exception is not (null or OperationCanceledException);

    public void OnFatalException(
        object? sender = null, string? context = null, Exception? exception = null)
    {
        logger.LogError(exception, "The silo can't go on ({Context}).", context);
        Console.Error.WriteLine(
            "The other hosts of the cluster have given this one up: it hung or was cut off. It ends, loses the work "
            + "since its last snapshots, and may be started again at once.");
        End(ExitCode);
    }

    /// <summary>At once: trainers' threads are in the middle of libtorch, which no orderly end may unload.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void End(int code);
}
