using System.Globalization;
using System.Runtime.InteropServices;

namespace PgGanLab.Memory.Tests;

/// <summary>
/// The most memory that some work takes at once, by the kernel's count of the process: its peak resident set (VmHWM)
/// above what was resident before. Meanwhile malloc maps every block of 16 KB and more by itself, so that what is freed
/// leaves the process at once and nothing that was kept from before is used again. The work runs once before, for the
/// code and the caches that it makes.
/// </summary>
public static partial class MemoryWatch
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;
    private const int MostMaps = -4;
    private const int SmallestMap = 16 << 10;

    /// <summary>
    /// Bytes that <paramref name="work"/> took at most, above what was taken before: the middle of three measurements,
    /// since the runtime's collector and compiler add to single ones.
    /// </summary>
    public static long Peak(Action work)
    {
        long[] peaks = [PeakOnce(work), PeakOnce(work), PeakOnce(work)];
        Array.Sort(peaks);
        return peaks[1];
    }

    private static long PeakOnce(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Assert.Equal([1, 1, 1, 1], [MallOpt(MapThreshold, SmallestMap), MallOpt(MostMaps, 1 << 20),
            MallOpt(TrimThreshold, 0), MallOpt(TopPad, 0)]);
        try
        {
            work();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _ = Trim(0);
            File.WriteAllText("/proc/self/clear_refs", "5");
            var before = Status("VmRSS");
            work();
            return Status("VmHWM") - before;
        }
        finally
        {
            // As HostMemory has it for training.
            Assert.Equal([1, 1, 1],
                [MallOpt(MapThreshold, 32 << 20), MallOpt(TrimThreshold, 1 << 30), MallOpt(TopPad, 64 << 20)]);
        }
    }

    /// <summary>A line of /proc/self/status, in bytes.</summary>
    private static long Status(string name)
    {
        var line = File.ReadLines("/proc/self/status").Single(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1],
            CultureInfo.InvariantCulture) * 1024;
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int Trim(nint keep);
}
