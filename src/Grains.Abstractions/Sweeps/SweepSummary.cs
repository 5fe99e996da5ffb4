using System.Collections.Immutable;
using PgGanLab.Growth;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>One line about a sweep.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.sweep-summary")]
public sealed record SweepSummary
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required string Dataset { get; init; }

    [Id(3)] public required SweepStatus Status { get; init; }

    [Id(4)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(5)] public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Experiments that it has now.</summary>
    [Id(6)] public required int Experiments { get; init; }

    /// <summary>Experiments that finished with a result.</summary>
    [Id(7)] public required int Finished { get; init; }

    /// <summary>Experiments that ended without one (diverged, failed).</summary>
    [Id(8)] public required int Lost { get; init; }

    /// <summary>Thousands of real images that the experiments would train if each trained alone.</summary>
    [Id(9)] public required double KimgRequested { get; init; }

    /// <summary>
    /// Thousands of real images that this sweep has really trained and stored: phases found finished, or trained for
    /// another sweep, don't count, nor does what a crash would lose. It never falls.
    /// </summary>
    [Id(10)] public required double KimgTrained { get; init; }

    /// <summary>Thousands of real images that are still to train.</summary>
    [Id(11)] public required double KimgLeft { get; init; }

    /// <summary>The best experiment of those that can be compared; null before the first result.</summary>
    [Id(12)] public required string? BestExperiment { get; init; }

    /// <summary>The SWD that it is the best by.</summary>
    [Id(13)] public required Measurement? BestSwd { get; init; }

    /// <summary>Final resolution in pixels.</summary>
    [Id(14)] public required int Resolution { get; init; }

    /// <summary>The settings that the sweep varies.</summary>
    [Id(15)] public required ImmutableArray<string> Varied { get; init; }

    /// <summary>What its author should know of it, a sentence each; only in the answer to its submission.</summary>
    [Id(16)] public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>
    /// Experiments that it will have at most, while its search still proposes some from results; null where it has all.
    /// </summary>
    [Id(17)] public int? Planned { get; init; }

    /// <summary>Experiments that it has or will have.</summary>
    public int AllExperiments() => Planned ?? Experiments;

    /// <summary>
    /// Thousands of real images that experiments asked for and that were not trained when they ended without a result.
    /// </summary>
    [Id(18)] public double KimgGivenUp { get; init; }

    /// <summary>What its experiments are ranked by.</summary>
    [Id(19)] public SweepObjective Objective { get; init; } = SweepObjective.Swd;

    /// <summary>
    /// Thousands of real images that experiments asked for and may get later: those of paused ones, and those behind
    /// the rung that one heads to.
    /// </summary>
    [Id(20)] public double KimgPaused { get; init; }

    /// <summary>Sweeps with a greater one get devices first.</summary>
    [Id(21)] public int Priority { get; init; }

    /// <summary>What it may use; a limit that is null is none.</summary>
    [Id(23)] public SweepBudget Budget { get; init; } = SweepBudget.None;

    /// <summary>Hours that devices trained for it, added up; of a phase that several sweeps share, those of the sweep
    /// whose training it is.</summary>
    [Id(24)] public double DeviceHours { get; init; }

    /// <summary>Hours that it ran.</summary>
    [Id(25)] public double WallHours { get; init; }

    /// <summary>What of its budget was used up, where that ended it: <c>40 of 40 device-hours</c>.</summary>
    [Id(26)] public string? Spent { get; init; }

    /// <summary>Every limit with what is used of it; empty where it has none.</summary>
    public string BudgetText() =>
        Budget.Text(new BudgetUse(KimgTrained, DeviceHours, WallHours, DateTimeOffset.MinValue));

    /// <summary>When it was put away; null while it is in the lists.</summary>
    [Id(30)] public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>What people wrote to it as tags.</summary>
    [Id(40)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What people wrote to it as text; empty for none.</summary>
    [Id(41)] public string Note { get; init; } = "";

    /// <summary>
    /// Thousands of real images of its growth tree: what its experiments need where each phase is trained once.
    /// </summary>
    [Id(31)] public double KimgDistinct { get; init; }

    /// <summary>
    /// Seconds that one worker would have taken for <see cref="KimgReused"/>, at the rates that were measured at each
    /// resolution; null where nothing is reused, or a rate is not known.
    /// </summary>
    [Id(32)] public double? SecondsSaved { get; init; }

    /// <summary>Parts of the kimg asked for that are less than this are not told as shared.</summary>
    private const double LeastShared = 0.005;

    /// <summary>How often a phase of its growth tree was asked for, by kimg: 1 where nothing is shared.</summary>
    public double? MergeRate => KimgDistinct > 0 ? KimgRequested / KimgDistinct : null;

    /// <summary>
    /// What sharing gave: <c>merge rate 3.87, about 2 h 05 min of one worker saved</c>; empty for nothing that can be
    /// seen in these numbers.
    /// </summary>
    public string SharingInWords() => MergeRate is null || KimgReused <= LeastShared * KimgRequested ? ""
        : $"merge rate {Readable.Ratio(KimgRequested, KimgDistinct)}"
            + (SecondsSaved is { } seconds ? $", about {Readable.Duration(seconds)} of one worker saved" : "");

    /// <summary>
    /// Seconds that the present workers take for what is left, if they train nothing else; null while it does not run,
    /// without workers, and while nothing was measured on some kind of them.
    /// </summary>
    [Id(22)] public double? SecondsLeft { get; init; }

    /// <summary>
    /// Thousands of real images that need no training of their own, because another experiment or an earlier sweep
    /// trains the same phases: what was asked for is trained, left, reused, given up or paused.
    /// </summary>
    public double KimgReused => Math.Max(0, KimgRequested - KimgTrained - KimgLeft - KimgGivenUp - KimgPaused);

    /// <summary>Whether nothing of it will be trained any more, unless somebody starts some of it again.</summary>
    public bool HasEnded() => Status is SweepStatus.Finished or SweepStatus.Cancelled or SweepStatus.Spent;
}

/// <summary>The priority of a sweep, or of an experiment, as it is asked for.</summary>
/// <param name="Priority">From -100 to 100; the greater comes first.</param>
public sealed record SweepPriorityRequest(int? Priority);

/// <summary>What is to be written to a sweep or an experiment.</summary>
/// <param name="Tags">All of its tags from now on; null to leave them.</param>
/// <param name="Note">Its note from now on, empty for none; null to leave it.</param>
public sealed record AnnotationRequest(ImmutableArray<string>? Tags, string? Note);

/// <summary>Where a sweep stands.</summary>
public enum SweepStatus
{
    /// <summary>Accepted; some experiment is not at its end.</summary>
    Running,

    /// <summary>Every experiment has ended.</summary>
    Finished,

    /// <summary>Given up by a person.</summary>
    Cancelled,

    /// <summary>Its budget is used up before every experiment had ended; it goes on when that is raised.</summary>
    Spent,

    /// <summary>A person paused it: nothing is trained for it until it is resumed.</summary>
    Paused,
}
