using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.SchedulerBench;

/// <summary>
/// Devices that take the time that they are told for a phase and report all that a trainer does. One heartbeat at a
/// time goes out for all of them, at once when one becomes idle, as a silo's do.
/// </summary>
internal sealed class SimulatedDevices : IWorkerService, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Device> devices = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim idle = new(0);
    private readonly CancellationTokenSource stopping = new();
    private readonly string incarnation = Guid.NewGuid().ToString("N");
    private BenchLab lab = null!;
    private Task beats = Task.CompletedTask;

    /// <summary>What a device does with a plan; it is given back where this is null.</summary>
    public Func<TrainingPlan, Task>? Train { get; set; }

    /// <summary>Milliseconds from the end of a phase, acknowledged, to the beginning of the device's next one.</summary>
    public ConcurrentQueue<double> Waits { get; } = [];

    /// <summary>Phases whose end was acknowledged.</summary>
    public ConcurrentQueue<string> Completed { get; } = [];

    public ConcurrentQueue<Exception> Failures { get; } = [];

    /// <summary>Whether some device trains.</summary>
    public bool IsBusy => devices.Values.Any(d => d.Plan is not null);

    public void Join(BenchLab joined)
    {
        lab = joined;
        beats = Task.Run(Beat);
    }

    /// <summary>From now on there are so many devices.</summary>
    public void Add(int count)
    {
        for (var i = 0; i < count; i++)
            devices.TryAdd($"{BenchLab.Silo}/cpu:{i}", new Device());
        idle.Release();
    }

    /// <summary>They go away, and are heard of no more.</summary>
    public async Task Leave()
    {
        await stopping.CancelAsync();
        await beats;
        await lab.Scheduler.Leave(BenchLab.Silo, incarnation);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await beats;
        stopping.Dispose();
        idle.Dispose();
    }

    public bool TryStart(string worker, TrainingPlan plan)
    {
        var device = devices[worker];
        if (Train is not { } train || Interlocked.CompareExchange(ref device.Plan, plan, null) is not null)
            return false;
        if (device.EndedAt is { } ended)
            Waits.Enqueue(Stopwatch.GetElapsedTime(ended).TotalMilliseconds);
        _ = Task.Run(() => Run(device, plan, train));
        return true;
    }

    public void RequestStop(string worker, string phase, long token)
    {
    }

    public Worker Describe(string worker)
    {
        var plan = devices[worker].Plan;
        return new Worker
        {
            Name = worker,
            Host = BenchLab.Silo,
            Device = worker[(BenchLab.Silo.Length + 1)..],
            Description = "Simulated",
            Threads = 1,
            Status = plan is null ? WorkerStatus.Idle : WorkerStatus.Training,
            Phase = plan?.Phase,
            ImagesPerSecond = 0,
            SeenAt = DateTimeOffset.UtcNow,
            ImagesTrained = 0,
        };
    }

    private async Task Run(Device device, TrainingPlan plan, Func<TrainingPlan, Task> train)
    {
        try
        {
            await train(plan);
            Completed.Enqueue(plan.Phase);
        }
        catch (Exception e)
        {
            Failures.Enqueue(e);
        }
        device.EndedAt = Stopwatch.GetTimestamp();
        device.Plan = null;
        idle.Release();
    }

    private async Task Beat()
    {
        while (!stopping.IsCancellationRequested)
        {
            await idle.WaitAsync(TimeSpan.FromSeconds(3));
            while (idle.Wait(0))
            {
            }
            ImmutableArray<Worker> all =
                [.. devices.Keys.Order(StringComparer.Ordinal).Select(Describe)];
            if (!all.IsEmpty)
                await lab.Scheduler.Heartbeat(BenchLab.Silo, incarnation, all);
        }
    }

    private sealed class Device
    {
        public TrainingPlan? Plan;

        public long? EndedAt;
    }
}
