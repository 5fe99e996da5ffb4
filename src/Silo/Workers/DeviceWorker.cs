using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Packing;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// One device and its long-lived threads, each of which trains one plan after the other; how many of them train at once
/// is for <see cref="DeviceLanes"/> to say.
/// </summary>
internal sealed class DeviceWorker : IDeviceMates
{
    private readonly object gate = new();
    private readonly JobContext context;
    private readonly Device device;
    private readonly ILogger logger;
    private readonly Action idle;
    private readonly string labels;
    private readonly DeviceLanes lanes;
    private readonly ImmutableArray<JobThread> threads;
    private long trainedBefore;
    private bool closing;

    /// <param name="idle">Called whenever it may take a phase, or one more.</param>
    public DeviceWorker(Device device, JobContext context, ILogger logger, Action idle)
    {
        this.device = device;
        this.context = context;
        this.logger = logger;
        this.idle = idle;
        Name = $"{context.Options.HostName}/{device.Name}";
        labels = WorkerLabels.Of(context.Options.HostName, device.Name, context.Options.WorkerLabels);
        lanes = new DeviceLanes(context.Options.PhasesPerDevice, device.MemoryBytes);
        threads = [.. Enumerable.Range(0, context.Options.PhasesPerDevice).Select(_ => new JobThread(Name, Loop))];
        foreach (var thread in threads)
            thread.Start();
    }

    /// <summary><c>host/device</c>.</summary>
    public string Name { get; }

    /// <summary>Whether a thread ended without being closed, which only a defect can do.</summary>
    public bool HasDied
    {
        get
        {
            lock (gate)
                return !closing && threads.Any(t => !t.IsAlive);
        }
    }

    /// <summary>Reports that phase grains have not yet taken.</summary>
    public int WaitingReports
    {
        get
        {
            lock (gate)
                return Jobs.Sum(job => job.WaitingReports);
        }
    }

    /// <summary>Why it waits for room in the store, as a sentence; null when it doesn't.</summary>
    public string? Waits
    {
        get
        {
            lock (gate)
                return Jobs.Select(job => job.Waits).FirstOrDefault(why => why is not null);
        }
    }

    public bool AreThere
    {
        get
        {
            lock (gate)
                return lanes.Count > 1;
        }
    }

    private IEnumerable<PhaseJob> Jobs => threads.Select(t => t.Job).OfType<PhaseJob>();

    /// <summary>Takes the plan, unless the device has no room for it beside what it trains, or is going away.</summary>
    public bool TryStart(TrainingPlan plan)
    {
        var (load, need) = (TrainingLoad.Of(plan.Recipe), TrainingMemory.Need(plan.Recipe));
        lock (gate)
        {
            if (closing || threads.FirstOrDefault(t => t.Job is null) is not { } thread
                || !lanes.Begin(plan.Phase, load, need, context.Time.GetUtcNow()))
                return false;
            thread.Job = new PhaseJob(plan, Name, device, context, logger, this);
            Monitor.PulseAll(gate);
            if (lanes.Room(context.Time.GetUtcNow()) is not null)
                idle();
            return true;
        }
    }

    /// <summary>Asks for a snapshot and an end, if this is what it trains.</summary>
    public void RequestStop(string phase, long token)
    {
        lock (gate)
        {
            foreach (var job in Jobs.Where(j => j.Plan.Phase == phase && j.Plan.Token == token))
                job.RequestStop();
        }
    }

    /// <summary>Takes no more plans, and asks for a snapshot and an end of the present ones.</summary>
    public void Close()
    {
        lock (gate)
        {
            closing = true;
            foreach (var job in Jobs)
                job.RequestStop();
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until a closed device has ended.</summary>
    /// <returns>False when it did not in time.</returns>
    public bool Join(TimeSpan timeout)
    {
        var until = context.Time.GetTimestamp();
        return threads.All(thread =>
        {
            var left = timeout - context.Time.GetElapsedTime(until);
            return thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        });
    }

    public Tick Hear(string phase, Tick tick)
    {
        var hasNewRoom = false;
        lock (gate)
        {
            var now = context.Time.GetUtcNow();
            var hadRoom = lanes.Room(now) is not null;
            var beside = lanes.Hear(phase, tick, now);
            foreach (var other in lanes.TooMany(now))
                GiveBack(other);
            hasNewRoom = !hadRoom && lanes.Room(now) is not null;
            tick = beside > 1 ? tick with { Lanes = beside } : tick;
        }
        if (hasNewRoom)
            idle();
        return tick;
    }

    public void AreTooMany()
    {
        lock (gate)
            lanes.Crowded();
    }

    public Worker Describe()
    {
        lock (gate)
        {
            var now = context.Time.GetUtcNow();
            return new Worker
            {
                Name = Name,
                Host = context.Options.HostName,
                Device = device.Name,
                Description = device.Description,
                Labels = labels,
                Threads = context.Options.ThreadsPerWorker,
                Status = closing ? WorkerStatus.Gone
                    : lanes.Count == 0 ? WorkerStatus.Idle : WorkerStatus.Training,
                Phase = lanes.Oldest,
                ImagesPerSecond = Jobs.Sum(job => job.ImagesPerSecond),
                Packing = lanes.Describe(now),
                SeenAt = now,
                ImagesTrained = trainedBefore + Jobs.Sum(job => job.ImagesTrained),
                MemoryBytes = device.MemoryBytes,
            };
        }
    }

    /// <summary>It trains too many: one goes back to the queue, with a snapshot.</summary>
    private void GiveBack(string phase)
    {
        foreach (var job in Jobs.Where(j => j.Plan.Phase == phase && !j.IsStopping))
        {
            logger.LogInformation(
                "Worker {Worker} gives phase {Phase} back: it trains no more images a second with {Count} at once.",
                Name, phase, lanes.Count);
            job.RequestStop();
        }
    }

    private void Loop(JobThread thread)
    {
        while (Next(thread) is { } job)
        {
            job.Run();
            lock (gate)
            {
                trainedBefore += job.ImagesTrained;
                thread.Job = null;
                lanes.End(job.Plan.Phase, context.Time.GetUtcNow());
            }
            idle();
        }
    }

    /// <summary>Waits for a plan; null when the device is closed and has none.</summary>
    private PhaseJob? Next(JobThread thread)
    {
        lock (gate)
        {
            while (thread.Job is null && !closing)
                Monitor.Wait(gate);
            return thread.Job;
        }
    }

    /// <summary>One of the device's threads, and what it trains.</summary>
    private sealed class JobThread
    {
        private readonly Thread thread;

        public JobThread(string worker, Action<JobThread> loop) =>
            thread = new Thread(() => loop(this)) { Name = worker, IsBackground = true };

        public PhaseJob? Job { get; set; }

        public bool IsAlive => thread.IsAlive;

        public void Start() => thread.Start();

        public bool Join(TimeSpan timeout) => thread.Join(timeout);
    }
}
