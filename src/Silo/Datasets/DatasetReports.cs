using System.Collections.Immutable;
using System.Diagnostics;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Silo.Datasets;

/// <summary>
/// Passes a builder's progress on, at most five times a second; damaged images are all passed on. For one thread.
/// </summary>
internal sealed class DatasetReports(IProgress<DatasetProgress> listener) : IProgress<DatasetProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ImmutableArray<DamagedImage>.Builder damaged = ImmutableArray.CreateBuilder<DamagedImage>();
    private long last = Stopwatch.GetTimestamp();

    public void Report(DatasetProgress value)
    {
        damaged.AddRange(value.Damaged);
        if (value.Done < value.Total && value.Remarks.IsEmpty && Stopwatch.GetElapsedTime(last) < Interval)
            return;
        last = Stopwatch.GetTimestamp();
        listener.Report(
            new DatasetProgress(value.Done, value.Total, damaged.ToImmutable()) { Remarks = value.Remarks });
        damaged.Clear();
    }
}
