using System.Collections.Immutable;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Database.Rows;

/// <summary>A sweep as it was accepted, and how it stands.</summary>
internal sealed class SweepRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Name of its dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Content of that dataset when the sweep was accepted.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its file form.</summary>
    public required string Definition { get; init; }

    /// <summary>The settings that it varies.</summary>
    public required ImmutableArray<string> Varied { get; init; }

    /// <summary>What its experiments are ranked by.</summary>
    public required SweepObjective Objective { get; init; }

    /// <summary>Final resolution in pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Thousands of real images between reports and sample grids.</summary>
    public required PerResolution<double> TickKimg { get; init; }

    /// <summary>Thousands of real images between SWD measurements.</summary>
    public required PerResolution<double> SwdKimg { get; init; }

    /// <summary>
    /// Images of each kind in its SWD measurements: as asked for, at most as many as the dataset has.
    /// </summary>
    public required int SwdImages { get; init; }

    /// <summary>Real images that its experiments would train if each trained alone.</summary>
    public required long ImagesRequested { get; set; }

    /// <summary>
    /// Experiments that it will have at most, until its search has proposed the last one; null: it has all. One that
    /// was cancelled keeps it, to go on from there when it is started again.
    /// </summary>
    public int? Planned { get; set; }

    /// <summary>Which experiments train on beyond which rung; null: all.</summary>
    public StoppingPolicy? Stopping { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The greater gets devices first.</summary>
    public required int Priority { get; set; }

    /// <summary>
    /// Seconds of device time that it is taken to have had when it joined the running sweeps
    /// (<see cref="SweepShares.Least"/>).
    /// </summary>
    public double ShareFrom { get; set; }

    /// <summary>Never <see cref="SweepStatus.Paused"/>: that is seen from <see cref="PausedAt"/>.</summary>
    public SweepStatus Status { get; set; }

    /// <summary>When a person paused it; null while it is not paused. It stays when its budget ends it.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Which workers train it; null for any.</summary>
    public WorkerChoice? Workers { get; init; }

    /// <summary>What it may use, its end as a moment; null without a limit.</summary>
    public SweepBudget? Budget { get; set; }

    /// <summary>What of its budget was used up, where that ended it.</summary>
    public string? Spent { get; set; }

    /// <summary>Seconds that it ran until it ended last.</summary>
    public double SecondsRun { get; set; }

    /// <summary>When it was started again after it had ended; null where it never was.</summary>
    public DateTimeOffset? ResumedAt { get; set; }

    /// <summary>Seconds that it has run, pauses included.</summary>
    public double SecondsRunAt(DateTimeOffset now) =>
        SecondsRun + (Status == SweepStatus.Running ? (now - (ResumedAt ?? CreatedAt)).TotalSeconds : 0);

    /// <summary>It has ended; one that its budget ended while it was paused is paused when it goes on.</summary>
    public void End(SweepStatus status, DateTimeOffset now)
    {
        SecondsRun = SecondsRunAt(now);
        PausedAt = status == SweepStatus.Spent ? PausedAt : null;
        (Status, EndedAt, Spent) = (status, now, null);
    }

    /// <summary>It goes on after it had ended.</summary>
    public void GoOn(DateTimeOffset now) =>
        (Status, EndedAt, ResumedAt, Spent, ArchivedAt) = (SweepStatus.Running, null, now, null, null);

    /// <summary>Whether a person paused it, and it has not ended.</summary>
    public bool IsPaused => Status == SweepStatus.Running && PausedAt is not null;

    /// <summary>When a person put it away; null while it is in the lists.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>Its tags, with a space between two.</summary>
    public string Tags { get; set; } = "";

    /// <summary>What people wrote to it.</summary>
    public string Note { get; set; } = "";

    /// <summary>Both.</summary>
    public Annotation Annotation
    {
        get => new([.. Annotation.Split(Tags)], Note);
        set => (Tags, Note) = (string.Join(' ', value.Tags), value.Note);
    }
}

/// <summary>
/// A phase of a sweep's growth tree, and the part of it that counts as trained for this sweep. At any time at most one
/// running sweep has a phase to train, so no image is counted twice.
/// </summary>
internal sealed class SweepPhaseRow
{
    public required string SweepId { get; init; }

    public required string Phase { get; init; }

    /// <summary>
    /// Images before which nothing counts for this sweep; null when the phase is not its to train (found
    /// finished, or another sweep's).
    /// </summary>
    public long? TrainsFrom { get; set; }

    /// <summary>Images at which it stopped counting, when the sweep ended; null while it counts.</summary>
    public long? TrainsTo { get; set; }

    /// <summary>Whether its training counts for this sweep now.</summary>
    public bool Counts => TrainsFrom is not null && TrainsTo is null;

    /// <summary>Device-seconds of the phase when the sweep was accepted.</summary>
    public double SecondsBefore { get; init; }

    /// <summary>Device-seconds of the phase before which nothing counts for this sweep.</summary>
    public double HeldFrom { get; set; }

    /// <summary>Device-seconds of the phase at which it stopped counting.</summary>
    public double HeldTo { get; set; }

    /// <summary>
    /// Begins to count, where the phase stands; what was counted before it stopped stays counted.
    /// </summary>
    public void CountFrom(long nimg, double seconds)
    {
        var isAgain = TrainsFrom is not null && TrainsTo is not null;
        HeldFrom = isAgain ? HeldFrom + seconds - HeldTo : seconds;
        TrainsFrom = TrainsFrom is { } from && TrainsTo is { } to ? from + nimg - to : nimg;
        TrainsTo = null;
    }

    /// <summary>Stops counting, where the phase stands.</summary>
    public void CountTo(PhaseRow phase) =>
        (TrainsTo, HeldTo) = (Math.Min(phase.Stored, phase.End), phase.HeldSeconds);

    /// <summary>Device-seconds that count for this sweep.</summary>
    public double HeldSeconds(PhaseRow phase) => TrainsFrom is null
        ? 0
        : Math.Max(0, (TrainsTo is null ? phase.HeldSeconds : HeldTo) - HeldFrom);
}

/// <summary>What a search that learns knew when it proposed experiments: all that is needed to do so again.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Number">The first experiment that was proposed.</param>
/// <param name="Parallel">How many experiments might train at once.</param>
/// <param name="Ended">Numbers of the experiments that had ended.</param>
/// <param name="RungDecision">
/// Where a stopping rule holds experiments: the last decision at rungs whose results it knew; 0 for none.
/// </param>
/// <param name="At">When that was.</param>
internal sealed record SearchDecisionRow(
    string SweepId, int Number, int Parallel, ImmutableArray<int> Ended, int RungDecision, DateTimeOffset At);
