using System.Diagnostics.Metrics;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Silo.Metrics;

/// <summary>What this silo measures of itself, as the meter <see cref="Name"/>.</summary>
public sealed class LabMeter : IDisposable
{
    public const string Name = "PgGanLab";

    /// <summary>Name of the histogram of <see cref="Trained"/>.</summary>
    public const string StepSeconds = "pgganlab.step.duration";

    /// <summary>Name of the histogram of <see cref="SnapshotTaken"/>.</summary>
    public const string SnapshotSeconds = "pgganlab.snapshot.duration";

    private readonly Meter meter;
    private readonly Counter<long> images;
    private readonly Counter<long> phases;
    private readonly Histogram<double> steps;
    private readonly Histogram<double> snapshots;

    public LabMeter(IMeterFactory factory)
    {
        meter = factory.Create(Name);
        images = meter.CreateCounter<long>("pgganlab.images", "{image}", "Real images trained.");
        phases = meter.CreateCounter<long>("pgganlab.phases", "{phase}", "Phases that ended on this silo, by outcome.");
        steps = meter.CreateHistogram<double>(StepSeconds, "s", "Time of one training step, mean over a tick.");
        snapshots = meter.CreateHistogram<double>(SnapshotSeconds, "s", "Time to write one checkpoint.");
    }

    /// <summary>Watches the workers: their images/s, and the reports that wait for the database. Once a silo.</summary>
    public void Watch(Func<IEnumerable<WorkerGauges>> workers)
    {
        meter.CreateObservableGauge("pgganlab.images_per_second",
            () => workers().Select(w => Measure(w.Worker, w.ImagesPerSecond)), "{image}/s", "Rate of the last tick.");
        meter.CreateObservableGauge(
            "pgganlab.reports.waiting", () => workers().Select(w => Measure(w.Worker, w.WaitingReports)), "{report}",
            "Reports not yet taken by the database.");
    }

    /// <summary>Watches the room on the disks of directories.</summary>
    /// <param name="directories">By the name that is their label.</param>
    public void WatchDisks(IReadOnlyDictionary<string, string> directories) => meter.CreateObservableGauge(
        "pgganlab.disk.free",
        () => directories.Where(d => Directory.Exists(d.Value)).Select(d => new Measurement<long>(
            DiskFullException.Free(d.Value), new KeyValuePair<string, object?>("directory", d.Key))),
        "By", "Bytes that the lab may still write to the disk of a directory.");

    /// <summary>Counts one tick.</summary>
    /// <param name="count">Real images of the tick.</param>
    /// <param name="minibatch">Images of one step.</param>
    public void Trained(string worker, long count, int minibatch, Tick tick)
    {
        images.Add(count, Worker(worker));
        if (count > 0)
            steps.Record(tick.Seconds * minibatch / count, Worker(worker));
    }

    /// <summary>Counts one written checkpoint.</summary>
    public void SnapshotTaken(double seconds) => snapshots.Record(seconds);

    /// <summary>
    /// Counts the end of a phase: <c>finished</c>, <c>diverged</c>, <c>stopped</c>, <c>failed</c>, <c>lost</c>.
    /// </summary>
    public void Ended(string outcome) => phases.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => meter.Dispose();

    private static Measurement<T> Measure<T>(string worker, T value) where T : struct => new(value, Worker(worker));

    private static KeyValuePair<string, object?> Worker(string worker) => new("worker", worker);
}

/// <summary>A worker's state as gauges.</summary>
/// <param name="Worker">Such as <c>laptop/cpu:0</c>.</param>
/// <param name="ImagesPerSecond">Rate of its last tick; 0 while idle.</param>
/// <param name="WaitingReports">Reports that its phase grain has not yet taken.</param>
public sealed record WorkerGauges(string Worker, double ImagesPerSecond, int WaitingReports);
