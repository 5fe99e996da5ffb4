using Microsoft.Extensions.Logging.Abstractions;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Workers;
using PgGanLab.Silo.Tests.Fakes;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Tests.Workers;

public class WorkerServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task a_device_takes_one_plan_at_a_time_and_becomes_idle_again()
    {
        using var lab = new TinyLab();
        var workers = Open(lab, "cpu:0", "cpu:1");
        var name = workers.DescribeAll()[0].Name;
        Assert.Equal(WorkerStatus.Idle, workers.Describe(name).Status);
        Assert.True(workers.TryStart(name, lab.Plan(0, null)));
        Assert.False(workers.TryStart(name, lab.Plan(0, null)));
        Assert.Equal((WorkerStatus.Training, lab.Phases[0].Key.Value),
            (workers.Describe(name).Status, workers.Describe(name).Phase));
        Assert.True(await workers.WaitForIdle(Patience, CancellationToken.None));
        Assert.Equal((WorkerStatus.Idle, lab.Grain(0).Final!.Nimg),
            (workers.Describe(name).Status, workers.Describe(name).ImagesTrained));
        await End(workers);
    }

    [Fact]
    public async Task a_stop_that_means_another_lease_is_not_heard()
    {
        using var lab = new TinyLab();
        var workers = Open(lab, "cpu:0");
        var name = workers.DescribeAll()[0].Name;
        Assert.True(workers.TryStart(name, lab.Plan(0, null)));
        workers.RequestStop(name, lab.Phases[0].Key.Value, token: 2);
        workers.RequestStop(name, lab.Phases[1].Key.Value, token: 1);
        Assert.True(await workers.WaitForIdle(Patience, CancellationToken.None));
        Assert.NotNull(lab.Grain(0).Final);
        await End(workers);
    }

    [Fact]
    public async Task a_closed_service_ends_its_jobs_with_a_snapshot_and_takes_no_more()
    {
        using var lab = new TinyLab(change: c => c with { StabilizeKimg = 50 });
        var workers = Open(lab, "cpu:0");
        var name = workers.DescribeAll()[0].Name;
        Assert.True(workers.TryStart(name, lab.Plan(0, null)));
        await lab.Grain(0).WaitForCall();
        workers.Close();
        Assert.False(workers.TryStart(name, lab.Plan(0, null)));
        await workers.WaitForEnd(Patience);
        Assert.Equal("release", lab.Grain(0).Taken.Last());
        Assert.Equal(WorkerStatus.Gone, workers.Describe(name).Status);
        Assert.Empty(workers.Dead);
    }

    [Fact]
    public async Task phases_that_are_trained_at_once_end_with_the_bytes_that_they_have_alone()
    {
        using var alone = new TinyLab(change: Long);
        var expected = (First: alone.Train(0, null), Second: alone.Train(TinyLab.Plan(alone.OtherPhases[0], null)));

        using var lab = new TinyLab(change: Long, phasesPerDevice: 2);
        var workers = Open(lab, "cpu:0");
        var name = workers.DescribeAll()[0].Name;
        var (first, second) = (lab.Grain(0), lab.Grain(lab.OtherPhases[0].Key.Value));
        Assert.True(workers.TryStart(name, lab.Plan(0, null)));
        Assert.False(workers.TryStart(name, TinyLab.Plan(lab.OtherPhases[0], null)));   // one alone is measured first
        await Until(() => workers.Describe(name).TakesPhase);
        Assert.False(workers.TryStart(name, lab.Plan(1, null)));                        // it has another load
        Assert.True(workers.TryStart(name, TinyLab.Plan(lab.OtherPhases[0], null)));
        var both = workers.Describe(name);
        Assert.Equal([lab.Phases[0].Key.Value, lab.OtherPhases[0].Key.Value], both.Phases);
        Assert.Equal((2, WorkerStatus.Training, false), (both.Packing!.Most, both.Status, both.TakesPhase));
        await Until(() => !workers.Describe(name).Phases.Contains(lab.OtherPhases[0].Key.Value));
        workers.RequestStop(name, lab.Phases[0].Key.Value, token: 1);
        await Until(() => workers.Describe(name).Status == WorkerStatus.Idle);

        // The second may have been given back, where both at once gained nothing; the first was stopped.
        Assert.Equal(expected.Second.Sha256,
            (second.Final ?? lab.Train(TinyLab.Plan(lab.OtherPhases[0], second.Checkpoints.LastOrDefault()))).Sha256);
        Assert.Equal(expected.First.Sha256, (first.Final ?? lab.Train(0, first.Checkpoints.Last())).Sha256);
        await End(workers);

        static TrainingConfiguration Long(TrainingConfiguration tiny) => tiny with { StabilizeKimg = 6 };
    }

    [Fact]
    public async Task a_device_of_another_host_is_not_known()
    {
        using var lab = new TinyLab();
        var workers = Open(lab, "cpu:0");
        Assert.Contains("moon/cpu:0", Assert.Throws<KeyNotFoundException>(() => workers.Describe("moon/cpu:0")).Message,
            StringComparison.Ordinal);
        await End(workers);
    }

    private static async Task Until(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(90);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "What was waited for did not come.");
            await Task.Delay(10);
        }
    }

    private static WorkerService Open(TinyLab lab, params string[] devices) =>
        new([.. devices.Select(d => new Device(d, "test"))], lab.Context, NullLogger<WorkerService>.Instance);

    private static Task End(WorkerService workers)
    {
        workers.Close();
        return workers.WaitForEnd(Patience);
    }
}
