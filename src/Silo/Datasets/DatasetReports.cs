using System.Collections.Immutable;
using System.Diagnostics;
using PgGanLab.Grains.Catalog;
using PgGanLab.Model.Data;

namespace PgGanLab.Silo.Datasets;

/// <summary>Passes a builder's progress on, at most five times a second; damaged images are all passed on. For one thread.</summary>
internal sealed class DatasetReports(IProgress<DatasetProgress> listener) : IProgress<BuildProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ImmutableArray<DamagedImageView>.Builder damaged = ImmutableArray.CreateBuilder<DamagedImageView>();
    private long last = Stopwatch.GetTimestamp();

    public void Report(BuildProgress value)
    {
        damaged.AddRange(value.Damaged.Select(d => new DamagedImageView(d.Name, d.Reason)));
        if (value.Done < value.Total && Stopwatch.GetElapsedTime(last) < Interval)
            return;
        last = Stopwatch.GetTimestamp();
        listener.Report(new DatasetProgress(value.Done, value.Total, damaged.ToImmutable()));
        damaged.Clear();
    }
}
