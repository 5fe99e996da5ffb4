using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Workers;

public sealed class WorkerTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(WorkerStatus.Idle, null, false, "idle", "Nothing to train at the moment.")]
    [InlineData(WorkerStatus.Training, null, false, "training", null)]
    [InlineData(WorkerStatus.Gone, null, false, "gone", "Its silo is not running.")]
    [InlineData(WorkerStatus.Training, WorkerHoldKind.Drained, false, "draining",
        "Draining: it ends its phase and takes no other.")]
    [InlineData(WorkerStatus.Training, WorkerHoldKind.Drained, true, "draining",
        "Draining: it stores a snapshot and gives its phase back.")]
    [InlineData(WorkerStatus.Idle, WorkerHoldKind.Drained, true, "drained",
        "Drained 2 min ago: it takes no phase until it is resumed.")]
    [InlineData(WorkerStatus.Idle, WorkerHoldKind.TakenOut, false, "taken out",
        "Taken out 2 min ago: it broke. Put it back once that is mended.")]
    [InlineData(WorkerStatus.Gone, WorkerHoldKind.Drained, false, "gone",
        "Drained 2 min ago: it takes no phase until it is resumed.")]
    public void a_worker_says_what_it_does_and_why(
        WorkerStatus status, WorkerHoldKind? kind, bool now, string state, string? why)
    {
        var worker = new Worker
        {
            Name = "a/cpu:0",
            Host = "a",
            Device = "cpu:0",
            Description = "Any CPU",
            Threads = 1,
            Status = status,
            Phase = null,
            ImagesPerSecond = 0,
            SeenAt = Now,
            ImagesTrained = 0,
            Hold = kind is { } held ? new WorkerHold("a/cpu:0", held, Now.AddMinutes(-2), now, "it broke.") : null,
        };
        Assert.Equal((state, why), (WorkerText.State(worker), WorkerText.Why(worker, Now)));
    }
}
