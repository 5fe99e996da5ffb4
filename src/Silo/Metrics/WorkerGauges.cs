namespace PgGanLab.Silo.Metrics;

/// <summary>A worker's state as gauges.</summary>
/// <param name="Worker">Such as <c>laptop/cpu:0</c>.</param>
/// <param name="ImagesPerSecond">Rate of its last tick; 0 while idle.</param>
/// <param name="WaitingReports">Reports that its phase grain has not yet taken.</param>
public sealed record WorkerGauges(string Worker, double ImagesPerSecond, int WaitingReports);
