using System.Collections.Immutable;

namespace PgGanLab.Growth.Workers;

/// <summary>
/// When a device is to blame for what fails on it. A phase that fails on several devices is at fault itself, so only
/// those that failed on one device alone count against it, and a phase that it trains to its end clears it.
/// </summary>
public static class DeviceRules
{
    /// <summary>Different phases that may fail on a device, in a row, until it is taken out.</summary>
    public const int MostFailedPhases = 3;

    private const int LongestReason = 200;

    /// <summary>What counts against a worker, oldest first.</summary>
    /// <param name="worker">Its name.</param>
    /// <param name="failures">
    /// The last failure of each phase on each worker, since that worker last trained one to its end; at least of the
    /// phases that failed on this one.
    /// </param>
    public static ImmutableArray<DeviceFailure> Blamed(string worker, IEnumerable<DeviceFailure> failures) =>
    [
        .. failures.GroupBy(f => f.Phase).Where(phase => phase.All(f => f.Worker == worker))
            .Select(phase => phase.MaxBy(f => f.At)!)
            .OrderBy(f => f.At).ThenBy(f => f.Phase, StringComparer.Ordinal),
    ];

    /// <summary>Takes a worker out that failed too many different phases; null while it may go on.</summary>
    public static WorkerHold? TakeOut(string worker, IEnumerable<DeviceFailure> failures, DateTimeOffset now)
    {
        var blamed = Blamed(worker, failures);
        return blamed.Length < MostFailedPhases
            ? null
            : new WorkerHold(worker, WorkerHoldKind.TakenOut, now, Reason: $"{blamed.Length} different phases in a row "
                + $"failed on it and on no other worker: {string.Join("; ", blamed.Select(Text))}.");
    }

    private static string Text(DeviceFailure failure)
    {
        var reason = Readable.Clause(failure.Reason);
        var shown = reason.Length > LongestReason ? $"{reason[..LongestReason]}…" : reason;
        return $"{failure.Name} ({failure.Phase[..Math.Min(8, failure.Phase.Length)]}): {shown}";
    }
}

/// <summary>A phase that failed on a device.</summary>
/// <param name="Worker">The device's worker.</param>
/// <param name="Phase">Key of the phase.</param>
/// <param name="Name">How people call the phase: <c>16x16 fade-in</c>.</param>
/// <param name="At">When it failed there last.</param>
/// <param name="Reason">What was said of it.</param>
public sealed record DeviceFailure(string Worker, string Phase, string Name, DateTimeOffset At, string Reason);
