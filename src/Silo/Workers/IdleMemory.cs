using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// Gives memory back to the system once a lab has nothing to do. A process that allocates nothing collects nothing, so
/// what the last sweep needed would stay its own for ever: the collector's, and libtorch's in the C library.
/// </summary>
internal sealed partial class IdleMemory(WorkerService workers, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>Bytes: a lab that does nothing allocates a fifth of this between two looks.</summary>
    private const long MostWhenQuiet = 10 << 20;

    /// <summary>Bytes allocated since the last time that make another time worth its tenth of a second.</summary>
    private const long LeastWorthIt = 16 << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var (before, givenBackAt) = (GC.GetTotalAllocatedBytes(), 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            var isQuiet = allocated - before < MostWhenQuiet
                && workers.DescribeAll().All(worker => worker.Status != WorkerStatus.Training);
            before = allocated;
            if (!isQuiet || allocated - givenBackAt < LeastWorthIt)
                continue;
            givenBackAt = allocated;
            GiveBack();
        }
    }

    private static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out _))
            _ = Trim(0);
    }

    /// <summary>Of glibc, which keeps what was freed; other C libraries have none.</summary>
    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);
}
