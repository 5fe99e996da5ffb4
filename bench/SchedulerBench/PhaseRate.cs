using System.Globalization;

namespace PgGanLab.SchedulerBench;

/// <summary>
/// How many phases a second the lab can hand out and take back, and how long devices wait between two phases.
/// </summary>
internal static class PhaseRate
{
    /// <summary>A phase of the second measurement: workers wait for the scheduler now and then, not always.</summary>
    private static readonly TimeSpan ShortPhase = TimeSpan.FromMilliseconds(500);

    public static async Task Measure(BenchLab lab, string sweep, BenchOptions options)
    {
        lab.Devices.Add(options.Workers);
        await Run(lab, sweep, options, TimeSpan.Zero);
        await Run(lab, sweep, options, ShortPhase);
    }

    private static async Task Run(BenchLab lab, string sweep, BenchOptions options, TimeSpan phase)
    {
        var devices = lab.Devices;
        var left = await Left(lab, sweep);
        if (left == 0)
            return;
        devices.Completed.Clear();
        var cost = Cost.Begin();
        devices.Train = plan => SimulatedTraining.Run(lab.Phase(plan.Phase), plan, phase);
        await lab.Scheduler.Wake();
        while (cost.End().Clock < options.Seconds / 4.0 && devices.Completed.Count < left)
            await Task.Delay(50);
        devices.Waits.Clear();
        while (cost.End().Clock < options.Seconds && devices.Completed.Count < left)
            await Task.Delay(50);
        var (used, phases, waits) = (cost.End(), devices.Completed.Count, devices.Waits.Order().ToArray());
        devices.Train = null;
        while (devices.IsBusy)
            await Task.Delay(50);
        options.Says(string.Create(CultureInfo.InvariantCulture,
            $"       {(phase == TimeSpan.Zero ? "phases of no time" : $"phases of {phase.TotalSeconds} s")}: "
            + $"{phases / used.Clock:F1} a second, {1000 * used.Core / Math.Max(1, phases):F1} ms of a core each; "
            + $"idle between two p50 {At(waits, 0.5):F0} ms, p99 {At(waits, 0.99):F0} ms ({waits.Length}); "
            + $"{left} phases were open"));
        if (devices.Failures.TryPeek(out var failure))
            throw new InvalidOperationException($"{devices.Failures.Count} reports failed.", failure);
        var finished = left - await Left(lab, sweep);
        if (finished < devices.Completed.Count)
            throw new InvalidOperationException(
                $"{devices.Completed.Count} ends were acknowledged, {finished} are on record.");
    }

    /// <summary>Phases that are not finished.</summary>
    private static async Task<int> Left(BenchLab lab, string sweep)
    {
        await Task.Delay(500);                                                  // no older view is shown then
        return (await lab.Sweep(sweep).GetView())!.Tree.Count(n => n.Phase.Status
            != Grains.GrowthPhases.PhaseStatus.Finished);
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];
}
