using BenchmarkDotNet.Running;
using PgGanLab.MetricBench;

// Usage: dotnet run --project bench/MetricBench -c Release [-- BenchmarkDotNet's options, such as --filter
// '*Distance*' or --list flat] Times the parts of an SWD measurement, each against a plain way or sorting, in a minute
// or two; ends with 1 if one failed.
var summaries = BenchmarkSwitcher.FromTypes([typeof(DistanceBench), typeof(ProjectionBench), typeof(PyramidBench)])
    .Run(args.Length > 0 ? args : ["--filter", "*"], new ShortConfig());
return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
