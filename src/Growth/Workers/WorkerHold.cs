namespace PgGanLab.Growth.Workers;

/// <summary>
/// Why a worker takes no phase until a person lets it; it survives restarts of the lab and of the host.
/// </summary>
/// <param name="Worker">Its name.</param>
/// <param name="Kind">Who decided.</param>
/// <param name="Since">When.</param>
/// <param name="StopsNow">Whether what it trains goes back to the queue from a snapshot; else it ends its
/// phase.</param>
/// <param name="Reason">Of one that was taken out, a sentence; else null.</param>
public sealed record WorkerHold(
    string Worker, WorkerHoldKind Kind, DateTimeOffset Since, bool StopsNow = false, string? Reason = null);

/// <summary>Who decided that a worker takes no phase.</summary>
public enum WorkerHoldKind
{
    /// <summary>A person drained it.</summary>
    Drained,

    /// <summary>The lab took it out, because too many phases failed on it.</summary>
    TakenOut,
}

/// <summary>What people read of a worker's state.</summary>
public static class WorkerText
{
    /// <summary>Its state in one or two words: <c>training</c>, <c>draining</c>, <c>taken out</c>.</summary>
    public static string State(Worker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker switch
        {
            { Status: WorkerStatus.Gone } => "gone",
            { Hold.Kind: WorkerHoldKind.TakenOut } => "taken out",
            { Hold.Kind: WorkerHoldKind.Drained, Status: WorkerStatus.Training } => "draining",
            { Hold.Kind: WorkerHoldKind.Drained } => "drained",
            _ => Readable.Status(worker.Status),
        };
    }

    /// <summary>
    /// Why it trains nothing, or will train nothing after its phase; null while there is no such reason.
    /// </summary>
    public static string? Why(Worker worker, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker switch
        {
            { Hold: { Kind: WorkerHoldKind.TakenOut } hold } =>
                $"Taken out {Readable.Ago(hold.Since, now)}: {hold.Reason} Put it back once that is mended.",
            { Hold.StopsNow: true, Status: WorkerStatus.Training } =>
                "Draining: it stores a snapshot and gives its phase back.",
            { Hold: not null, Status: WorkerStatus.Training } =>
                "Draining: it ends its phase and takes no other.",
            { Hold: { } hold } => $"Drained {Readable.Ago(hold.Since, now)}: it takes no phase until it is resumed.",
            { Status: WorkerStatus.Gone } => "Its silo is not running.",
            { Status: WorkerStatus.Idle } => worker.WhyIdle ?? "Nothing to train at the moment.",
            _ => null,
        };
    }
}
