using Microsoft.Extensions.Logging;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Silo.Workers;

/// <summary>One device and its long-lived thread, which trains one plan after the other.</summary>
internal sealed class DeviceWorker
{
    private readonly object gate = new();
    private readonly JobContext context;
    private readonly Device device;
    private readonly ILogger logger;
    private readonly Action idle;
    private readonly string labels;
    private readonly Thread thread;
    private PhaseJob? current;
    private long trainedBefore;
    private bool closing;

    /// <param name="idle">Called on the device's thread whenever it has nothing to do.</param>
    public DeviceWorker(Device device, JobContext context, ILogger logger, Action idle)
    {
        this.device = device;
        this.context = context;
        this.logger = logger;
        this.idle = idle;
        Name = $"{context.Options.HostName}/{device.Name}";
        labels = WorkerLabels.Of(context.Options.HostName, device.Name, context.Options.WorkerLabels);
        thread = new Thread(Loop) { Name = Name, IsBackground = true };
        thread.Start();
    }

    /// <summary><c>host/device</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the thread ended without being closed, which only a defect can do.</summary>
    public bool HasDied
    {
        get
        {
            lock (gate)
                return !closing && !thread.IsAlive;
        }
    }

    /// <summary>Reports that a phase grain has not yet taken.</summary>
    public int WaitingReports
    {
        get
        {
            lock (gate)
                return current?.WaitingReports ?? 0;
        }
    }

    /// <summary>Why it waits for room in the store, as a sentence; null when it doesn't.</summary>
    public string? Waits
    {
        get
        {
            lock (gate)
                return current?.Waits;
        }
    }

    /// <summary>Takes the plan, unless the device is busy or going away.</summary>
    public bool TryStart(TrainingPlan plan)
    {
        lock (gate)
        {
            if (closing || current is not null)
                return false;
            current = new PhaseJob(plan, Name, device, context, logger);
            Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>Asks for a snapshot and an end, if this is what it trains.</summary>
    public void RequestStop(string phase, long token)
    {
        lock (gate)
        {
            if (current?.Plan.Phase == phase && current.Plan.Token == token)
                current.RequestStop();
        }
    }

    /// <summary>Takes no more plans, and asks for a snapshot and an end of the present one.</summary>
    public void Close()
    {
        lock (gate)
        {
            closing = true;
            current?.RequestStop();
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits until a closed device has ended.</summary>
    /// <returns>False when it did not in time.</returns>
    public bool Join(TimeSpan timeout) => thread.Join(timeout);

    public Worker Describe()
    {
        lock (gate)
        {
            return new Worker
            {
                Name = Name,
                Host = context.Options.HostName,
                Device = device.Name,
                Description = device.Description,
                Labels = labels,
                Threads = context.Options.ThreadsPerWorker,
                Status = closing ? WorkerStatus.Gone : current is null ? WorkerStatus.Idle : WorkerStatus.Training,
                Phase = current?.Plan.Phase,
                ImagesPerSecond = current?.ImagesPerSecond ?? 0,
                SeenAt = context.Time.GetUtcNow(),
                ImagesTrained = trainedBefore + (current?.ImagesTrained ?? 0),
                MemoryBytes = device.MemoryBytes,
            };
        }
    }

    private void Loop()
    {
        while (Next() is { } job)
        {
            job.Run();
            lock (gate)
            {
                trainedBefore += job.ImagesTrained;
                current = null;
            }
            idle();
        }
    }

    /// <summary>Waits for a plan; null when the device is closed and has none.</summary>
    private PhaseJob? Next()
    {
        lock (gate)
        {
            while (current is null && !closing)
                Monitor.Wait(gate);
            return current;
        }
    }
}
