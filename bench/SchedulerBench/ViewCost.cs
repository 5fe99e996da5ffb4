using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PgGanLab.Grains;

namespace PgGanLab.SchedulerBench;

/// <summary>How long a sweep's page takes to read, alone and while many read it.</summary>
internal static class ViewCost
{
    private const int Readers = 50;

    public static async Task Measure(BenchLab lab, string sweep)
    {
        var first = await Read(lab, sweep);
        await Task.Delay(500);
        var one = await Read(lab, sweep);
        await Task.Delay(500);
        var many = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(() => Read(lab, sweep))));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"       view as JSON of {one.Bytes / 1e6:F1} MB: first {first.Milliseconds:F0} ms, then "
            + $"{one.Milliseconds:F0} ms; the slowest of {Readers} readers at once "
            + $"{many.Max(r => r.Milliseconds):F0} ms"));
    }

    private static async Task<(double Milliseconds, long Bytes)> Read(BenchLab lab, string sweep)
    {
        var begun = Stopwatch.GetTimestamp();
        var view = await lab.Sweep(sweep).GetView();
        using var json = new MemoryStream();
        await JsonSerializer.SerializeAsync(json, view, LabJson.Options);
        return (Stopwatch.GetElapsedTime(begun).TotalMilliseconds, json.Length);
    }
}
