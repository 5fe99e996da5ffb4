using System.Diagnostics;
using System.Globalization;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Checks;

/// <summary>
/// Room on the lab's disks, and how fast they make a write durable, which every report of a trainer waits for.
/// </summary>
internal sealed class DiskCheck() : Check("disk")
{
    /// <summary>Bytes that a few checkpoints of large networks take.</summary>
    private const long Comfortable = 5_000_000_000;

    /// <summary>Milliseconds: slower than any local disk.</summary>
    private const double Slow = 100;

    private const int Writes = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    protected override Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        var data = Probe.Existing(lab.Directories.Data);
        var store = Probe.Existing(lab.Directories.Store);
        string[] folders = lab.Directories == LabDirectories.Of(lab.Directories.Data) ? [data] : [data, store];
        return Found([.. folders.Select(folder => Look(folder))]);
    }

    private Finding Look(string folder)
    {
        var disk = new DriveInfo(folder);
        var room = $"{Readable.Bytes(disk.AvailableFreeSpace)} of {Readable.Bytes(disk.TotalSize)} free at {folder}";
        if (disk.AvailableFreeSpace < DiskFullException.LeastBytes)
            return Fail(room, "make room: delete what is not the lab's, or ./lab store free");
        var flush = Flush(folder);
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{room}; a write is durable after {flush.TotalMilliseconds:0.0} ms");
        return disk.AvailableFreeSpace < Comfortable
                ? Warn(text, "give the store a limit that fits (./lab up --disk SIZE), or make room")
            : flush.TotalMilliseconds > Slow
                ? Warn(text, "put the data directory on a local disk; the store alone may lie on a slow one")
            : Ok(text);
    }

    /// <summary>Median time until 4 KB are on the disk.</summary>
    private static TimeSpan Flush(string folder)
    {
        var block = new byte[4096];
        var times = new List<TimeSpan>();
        var all = Stopwatch.StartNew();
        using var file = Probe.Open(folder);
        while (times.Count < Writes && all.Elapsed < Limit)
        {
            var one = Stopwatch.StartNew();
            file.Write(block);
            file.Flush(flushToDisk: true);
            times.Add(one.Elapsed);
        }
        times.Sort();
        return times[times.Count / 2];
    }
}
