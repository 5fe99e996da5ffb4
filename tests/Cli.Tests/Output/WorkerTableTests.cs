using PgGanLab.Cli.Output;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Cli.Tests.Output;

public sealed class WorkerTableTests
{
    [Fact]
    public void a_worker_says_what_its_phase_takes_of_its_memory() => Assert.Equal(
        """

         worker      device   status    img/s   images  memory                      seen
        ──────────────────────────────────────────────────────────────────────────────────
         here/cpu:0  Any CPU  training    189  128,000  about 812 MB of 3.1 GB  just now
         here/cpu:1  Any CPU  idle          –        0  no limit                just now


        """.Split('\n'), Rendering.Lines(WorkerTable.Of([Worker(0, WorkerStatus.Training, 3_100_000_000, 812_000_000), Worker(1, WorkerStatus.Idle)], Example.Start), 100));

    [Fact]
    public void the_table_fits_80_columns() => Assert.All(
        Rendering.Lines(WorkerTable.Of([Worker(0, WorkerStatus.Training, 3_100_000_000, 4_100_000_000)
            with { Description = "A maker's many-core processor of 3 GHz" }], Example.Start), 80),
        line => Assert.True(line.Length <= 80, line));

    private static Worker Worker(int index, WorkerStatus status, long? limit = null, long? needed = null) => new()
    {
        Name = $"here/cpu:{index}",
        Host = "here",
        Device = $"cpu:{index}",
        Description = "Any CPU",
        Threads = 1,
        Status = status,
        Phase = needed is null ? null : "abcd",
        ImagesPerSecond = needed is null ? 0 : 189.4,
        SeenAt = Example.Start.AddSeconds(-2),
        ImagesTrained = needed is null ? 0 : 128_000,
        MemoryBytes = limit,
        MemoryNeeded = needed,
    };
}
