using System.Diagnostics;
using System.Globalization;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.SchedulerBench;

/// <summary>How long a lab takes to accept a sweep and to list it, and in how much memory.</summary>
internal static class Acceptance
{
    /// <summary>Experiments to 16 px that share all but their last two phases.</summary>
    private static string Definition(int experiments) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "name": "Bench", "dataset": "images",
          "base": { "resolution": 16, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1,
            "stabilizeKimg": 1, "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": 64 },
          "search": { "strategy": "random",
            "space": { "learningRate@16": { "min": 0.0002, "max": 0.005, "scale": "log" } } },
          "budget": { "maxExperiments": {{experiments}} }
        }
        """);

    /// <returns>The sweep's id.</returns>
    public static async Task<string> Measure(BenchLab lab, int experiments)
    {
        GC.Collect();
        var before = Memory.Reset();
        var cost = Cost.Begin();
        var sweep = await Submit(lab, experiments);
        var accepted = cost.End();
        cost = Cost.Begin();
        var listed = (await lab.Catalog.GetSweeps()).Single();
        Debug.Assert(listed.Experiments == experiments);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{experiments,6} experiments: accepted in {accepted}, listed in {cost.End()}; "
            + $"memory {before} MB before, {Memory.Peak()} MB at most"));
        return sweep;
    }

    /// <returns>The sweep's id.</returns>
    public static async Task<string> Submit(BenchLab lab, int experiments) =>
        (await lab.Sweep("bench").Submit(SweepDocument.Read(Definition(experiments)))).Id;
}

/// <summary>Seconds on the clock and of a core.</summary>
internal readonly record struct Cost(double Clock, double Core)
{
    public static Cost Begin() => Now();

    public Cost End()
    {
        var now = Now();
        return new Cost(now.Clock - Clock, now.Core - Core);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Clock:F2} s ({Core:F2} s of a core)");

    private static Cost Now() => new(
        Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency,
        Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds);
}

/// <summary>This process's resident memory in megabytes, as Linux counts it.</summary>
internal static class Memory
{
    /// <summary>Forgets the peak.</summary>
    /// <returns>What is resident now.</returns>
    public static long Reset()
    {
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Peak();
    }

    /// <summary>The most since then.</summary>
    public static long Peak() => long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
