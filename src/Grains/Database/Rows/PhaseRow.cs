using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Database.Rows;

/// <summary>
/// How a growth phase, planned by at least one sweep, stands, with its lease. What it trains is
/// in <see cref="RecipeRow"/>.
/// </summary>
internal sealed class PhaseRow
{
    public required string Key { get; init; }

    public required string? Parent { get; init; }

    public required int Index { get; init; }

    public required PhaseKind Kind { get; init; }

    public required int Resolution { get; init; }

    /// <summary>Planned real images before it.</summary>
    public required long Start { get; init; }

    /// <summary>Planned real images after it.</summary>
    public required long End { get; init; }

    /// <summary>Content of its dataset.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>
    /// Never <see cref="PhaseStatus.Training"/>: that is seen from the lease (<see cref="StatusAt"/>).
    /// </summary>
    public PhaseStatus Status { get; set; }

    /// <summary>
    /// Real images shown so far, at least <see cref="Start"/>: where training stands. What was trained since the last
    /// snapshot is lost with its process.
    /// </summary>
    public required long Nimg { get; set; }

    /// <summary>
    /// Real images up to which training counts: those of the furthest checkpoint that was stored. It never falls while
    /// a sweep counts them; what is trained again after a crash or a damaged file was counted before.
    /// </summary>
    public required long Stored { get; set; }

    public double ImagesPerSecond { get; set; }

    /// <summary>Images of a step.</summary>
    public required int Minibatch { get; init; }

    /// <summary>See <see cref="TrainingLoad.Precision"/>.</summary>
    public required string Precision { get; init; }

    /// <summary>See <see cref="TrainingLoad.FlopsPerImage"/>.</summary>
    public required long FlopsPerImage { get; init; }

    /// <summary>What decides how fast it trains.</summary>
    public TrainingLoad Load => new(Resolution, Minibatch, Precision, FlopsPerImage);

    /// <summary>Releases with a failure since the last progress.</summary>
    public int Failures { get; set; }

    /// <summary>When it may be tried again after the last of these; null where none has failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>Why it diverged or failed, or why the last attempt failed.</summary>
    public string? Reason { get; set; }

    /// <summary>The worker that held it last.</summary>
    public string? TrainedBy { get; set; }

    /// <summary>The greatest fencing token that it ever gave out.</summary>
    public long LastToken { get; set; }

    public string? LeaseWorker { get; set; }

    /// <summary>The process of the lease's silo.</summary>
    public string? LeaseIncarnation { get; set; }

    public DateTimeOffset? LeaseExpiresAt { get; set; }

    /// <summary>How many other phases its worker has leased: they share the device's time.</summary>
    public int LeaseOthers { get; set; }

    /// <summary>
    /// Seconds that devices trained or measured it, added up; until the last sign of life of each. What is trained
    /// again counts again. Of a device that trained several phases at once, its part.
    /// </summary>
    public double HeldSeconds { get; set; }

    /// <summary>Whether the lease's holder also measures the references.</summary>
    public bool LeaseMeasuresReferences { get; set; }

    /// <summary>It waits for a worker again, whatever ended it.</summary>
    public void TryAgain()
    {
        Status = PhaseStatus.Queued;
        Progress();
    }

    /// <summary>What failed before counts no more.</summary>
    public void Progress()
    {
        Failures = 0;
        RetryAt = null;
        Reason = null;
    }

    /// <summary>Its end is stored.</summary>
    /// <param name="nimg">Real images shown before that.</param>
    public void Finish(long nimg)
    {
        Status = PhaseStatus.Finished;
        Nimg = nimg;
        Stored = Math.Max(Stored, nimg);
        Progress();
    }

    /// <summary>Whether it waits a while before it is tried again.</summary>
    public bool WaitsAt(DateTimeOffset now) => RetryAt > now;

    /// <summary>The lease on record, alive or expired.</summary>
    public Lease? Lease => LeaseWorker is null ? null : new Lease(LeaseWorker, LastToken, LeaseExpiresAt!.Value);

    public double Alpha => GrowthSchedule.Alpha(Kind, Start, End, Nimg);

    /// <summary>Planned images of the whole phase.</summary>
    public long Images => End - Start;

    /// <summary>
    /// Planned images that are to be trained from here; what whole minibatches pass the plan by is none of them.
    /// </summary>
    public long ImagesLeft => LeftAfter(Nimg);

    /// <summary>Planned images that do not count as trained.</summary>
    public long ImagesUncounted => LeftAfter(Stored);

    /// <summary>
    /// A sweep begins to count: where the phase fell back, its training counts anew from where it goes on.
    /// </summary>
    /// <returns>Images from which the sweep counts.</returns>
    public long BeginCount() => Stored = Math.Min(Stored, Nimg);

    private long LeftAfter(long nimg) => Status == PhaseStatus.Finished ? 0 : End - Math.Min(nimg, End);

    public bool IsLeasedAt(DateTimeOffset now) => LeaseWorker is not null && now < LeaseExpiresAt;

    public PhaseStatus StatusAt(DateTimeOffset now) =>
        Status == PhaseStatus.Queued && IsLeasedAt(now) ? PhaseStatus.Training : Status;

    public PhaseView ToView(Measurement? swd, DateTimeOffset now) => new()
    {
        Key = Key,
        Parent = Parent,
        Index = Index,
        Kind = Kind,
        Resolution = Resolution,
        Start = Start,
        End = End,
        Nimg = Nimg,
        Alpha = Alpha,
        Status = StatusAt(now),
        Worker = IsLeasedAt(now) ? LeaseWorker : null,
        ImagesPerSecond = IsLeasedAt(now) ? ImagesPerSecond : 0,
        Swd = swd,
        Reason = Reason,
        Failures = Failures,
        RetryAt = RetryAt,
    };

    public void Take(Lease lease, string? incarnation, bool measuresReferences, int others)
    {
        (LeaseWorker, LeaseIncarnation, LeaseExpiresAt) = (lease.Worker, incarnation, lease.ExpiresAt);
        (LastToken, TrainedBy, LeaseMeasuresReferences) = (lease.Token, lease.Worker, measuresReferences);
        LeaseOthers = others;
    }

    /// <summary>Keeps its lease alive, and counts the time since the last sign of life of whoever holds it.</summary>
    /// <exception cref="LeaseLostException">The token is not the current one.</exception>
    public void Renew(long token, DateTimeOffset now)
    {
        var lastSign = LeaseExpiresAt - LeaseRules.Duration;
        LeaseExpiresAt = LeaseRules.Renew(Key, Lease, token, now).ExpiresAt;
        var devices = LeaseWorker!.Count(c => c == '+') + 1;
        HeldSeconds += Math.Max(0, (now - lastSign!.Value).TotalSeconds) * devices / (1 + LeaseOthers);
    }

    public void EndLease()
    {
        (LeaseWorker, LeaseIncarnation, LeaseExpiresAt) = (null, null, null);
        (LeaseMeasuresReferences, LeaseOthers) = (false, 0);
    }
}

/// <summary>What a phase trains.</summary>
internal sealed class RecipeRow
{
    public required string Phase { get; init; }

    /// <summary>
    /// Name of its dataset when it was planned first; where that one was removed, of one with the same content.
    /// </summary>
    public required string Dataset { get; init; }

    public required PhaseRecipe Recipe { get; init; }
}

/// <summary>One progress report of a phase.</summary>
internal sealed class TickRow(string phase, Tick tick)
{
    public string Phase { get; private init; } = phase;

    public long Nimg { get; private init; } = tick.Nimg;

    public Tick Tick { get; private init; } = tick;
}

/// <summary>
/// How fast a worker trains a load. The newest ticks count most: what a device's other work slows down is forgotten.
/// </summary>
internal sealed class RateRow
{
    /// <summary>What earlier ticks weigh beside a new one.</summary>
    private const double Memory = 0.8;

    public required string Worker { get; init; }

    public required int Resolution { get; init; }

    public required int Minibatch { get; init; }

    public required string Precision { get; init; }

    public required long FlopsPerImage { get; init; }

    /// <summary>Real images of its ticks, weighted.</summary>
    public double Images { get; set; }

    /// <summary>Seconds of its ticks, weighted; of a device that trained several phases at once, their parts.</summary>
    public double Seconds { get; set; }

    /// <summary>Nothing is measured yet.</summary>
    public static RateRow Of(string worker, TrainingLoad load) => new()
    {
        Worker = worker,
        Resolution = load.Resolution,
        Minibatch = load.Minibatch,
        Precision = load.Precision,
        FlopsPerImage = load.FlopsPerImage,
    };

    public void Add(Tick tick)
    {
        Images = Memory * Images + tick.ImagesPerSecond * tick.Seconds;
        Seconds = Memory * Seconds + tick.Seconds / (tick.Lanes ?? 1);
    }
}

/// <summary>Where a device had no memory for its share of a phase's minibatch.</summary>
internal sealed class PhaseSplitRow
{
    public PhaseSplitRow(string phase, PhaseSplit split)
    {
        (Phase, Nimg, Step) = (phase, split.Nimg, split.Step);
        (Before, After) = (split.Before, split.After);
    }

    /// <summary>For the database.</summary>
    private PhaseSplitRow() => Phase = "";

    public string Phase { get; private init; }

    public long Nimg { get; private init; }

    public int Step { get; private init; }

    public int Before { get; private init; }

    public int After { get; private init; }

    public PhaseSplit Split => new(Nimg, Step, Before, After);
}

/// <summary>A checkpoint file that was found damaged: it is never used again.</summary>
internal sealed class DamagedFileRow(string path, DateTimeOffset at)
{
    /// <summary>Relative to the store directory.</summary>
    public string Path { get; private init; } = path;

    public DateTimeOffset At { get; private init; } = at;
}
