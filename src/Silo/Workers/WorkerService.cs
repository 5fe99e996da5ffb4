using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;
using PgGanLab.Silo.Metrics;

namespace PgGanLab.Silo.Workers;

/// <summary>This silo's devices. Each trains on its own thread, never on a grain's turn.</summary>
public sealed class WorkerService : IWorkerService
{
    private readonly ImmutableSortedDictionary<string, DeviceWorker> workers;
    private readonly Channel<bool> idle =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ILogger<WorkerService> logger;

    public WorkerService(ImmutableArray<Device> devices, JobContext context, ILogger<WorkerService> logger)
    {
        this.logger = logger;
        workers = devices.Select(d => new DeviceWorker(d, context, logger, () => idle.Writer.TryWrite(true)))
            .ToImmutableSortedDictionary(w => w.Name, w => w, StringComparer.Ordinal);
        context.Meter.Watch(() =>
            workers.Values.Select(w => new WorkerGauges(w.Name, w.Describe().ImagesPerSecond, w.WaitingReports)));
    }

    /// <summary>Devices whose thread has died.</summary>
    public IEnumerable<string> Dead => workers.Values.Where(w => w.HasDied).Select(w => w.Name);

    /// <summary>A sentence for each device that waits until the store takes its files.</summary>
    public IEnumerable<string> Waiting => workers.Values.Select(w => w.Waits).OfType<string>();

    /// <inheritdoc/>
    /// <exception cref="KeyNotFoundException">This silo has no such device.</exception>
    public bool TryStart(string worker, TrainingPlan plan) => Find(worker).TryStart(plan);

    /// <inheritdoc/>
    public void RequestStop(string worker, string phase, long token) => Find(worker).RequestStop(phase, token);

    /// <inheritdoc/>
    public Worker Describe(string worker) => Find(worker).Describe();

    /// <summary>All devices, by name.</summary>
    public ImmutableArray<Worker> DescribeAll() => [.. workers.Values.Select(w => w.Describe())];

    /// <summary>Waits until a device becomes idle, or has become so since the last call.</summary>
    /// <returns>False when none did in time.</returns>
    public async Task<bool> WaitForIdle(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(timeout);
        try
        {
            return await idle.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Takes no more plans, and asks all devices for a snapshot and an end.</summary>
    public void Close()
    {
        foreach (var worker in workers.Values)
            worker.Close();
    }

    /// <summary>Waits for the end of all closed devices.</summary>
    /// <param name="within">Longest wait; a device that needs longer loses the work since its last snapshot.</param>
    public async Task WaitForEnd(TimeSpan within)
    {
        var ended = await Task.WhenAll(workers.Values.Select(w => Task.Factory.StartNew(
            () => (w.Name, InTime: w.Join(within)), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        foreach (var (name, _) in ended.Where(e => !e.InTime))
            logger.LogError("Worker {Worker} did not end within {Seconds} s; its work since the last snapshot is lost.",
                name, within.TotalSeconds);
    }

    private DeviceWorker Find(string worker) =>
        workers.GetValueOrDefault(worker) ?? throw new KeyNotFoundException(
            $"This silo has no worker {worker}; it has {string.Join(", ", workers.Keys)}.");
}
