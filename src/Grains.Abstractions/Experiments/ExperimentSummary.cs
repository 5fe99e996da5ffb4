using System.Collections.Immutable;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Experiments;

/// <summary>One line about an experiment.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.experiment-summary")]
public sealed record ExperimentSummary
{
    /// <summary>Sweep id, a dot, and the number.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string SweepId { get; init; }

    [Id(2)] public required int Number { get; init; }

    /// <summary>What it varies, in words: <c>learningRate@16 0.002</c>.</summary>
    [Id(3)] public required string Name { get; init; }

    [Id(4)] public required ImmutableArray<SettingView> Varied { get; init; }

    [Id(5)] public required ExperimentStatus Status { get; init; }

    /// <summary>1 for the best of those that can be compared; null while it can't be.</summary>
    [Id(6)] public required int? Rank { get; init; }

    /// <summary>
    /// Real images along its whole path that count as trained: those that a stored checkpoint has behind it. It never
    /// falls while the experiment trains.
    /// </summary>
    [Id(7)] public required long Nimg { get; init; }

    /// <summary>Real images of its whole path, as planned.</summary>
    [Id(8)] public required long TotalImages { get; init; }

    /// <summary>The phase that is trained now, or the last one.</summary>
    [Id(9)] public required PhaseKind Phase { get; init; }

    [Id(10)] public required int Resolution { get; init; }

    [Id(11)] public required double Alpha { get; init; }

    /// <summary>Of the worker that trains it now; 0 while none does.</summary>
    [Id(12)] public required double ImagesPerSecond { get; init; }

    /// <summary>Estimate from the last rates; null while unknown or ended.</summary>
    [Id(13)] public required double? SecondsLeft { get; init; }

    /// <summary>Its latest SWD.</summary>
    [Id(14)] public required Measurement? Swd { get; init; }

    [Id(15)] public required string? Worker { get; init; }

    /// <summary>
    /// Why it ended, where it did not finish (nimg, resolution and the offending term), or why it is paused.
    /// </summary>
    [Id(16)] public required string? Reason { get; init; }

    /// <summary>Path of its latest checkpoint in the store directory.</summary>
    [Id(17)] public required string? Checkpoint { get; init; }

    /// <summary>Path of its latest sample grid in the store directory.</summary>
    [Id(18)] public required string? Samples { get; init; }

    /// <summary>
    /// The SWD that its rank stands for: where it is compared with the others, which a longer run has
    /// passed. Null without a rank.
    /// </summary>
    [Id(19)] public Measurement? RankedSwd { get; init; }

    /// <summary>Whether a person wants to keep all of it: nothing of it is ever freed.</summary>
    [Id(22)] public bool IsStarred { get; init; }

    /// <summary>What people wrote to it as tags.</summary>
    [Id(50)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What people wrote to it as text; empty for none.</summary>
    [Id(51)] public string Note { get; init; } = "";

    /// <summary>Experiments of its sweep with a greater one get devices first.</summary>
    [Id(31)] public int Priority { get; init; }

    /// <summary>Real images at which its sweep's stopping rule compares it next; null where none will.</summary>
    [Id(20)] public long? NextNimg { get; init; }

    /// <summary>Whether it waits at a rung, so that it can be promoted.</summary>
    [Id(21)] public bool IsHeld { get; init; }

    /// <summary>
    /// What its rank goes by, lower is better: that SWD's average, unless the sweep's objective says otherwise. Null
    /// without a rank.
    /// </summary>
    [Id(30)] public double? Score { get; init; }

    /// <summary>
    /// Where it, or an experiment whose checkpoint it took, went on as a copy of another one; the earliest first. Empty for
    /// one that trained all of its path itself.
    /// </summary>
    [Id(40)] public ImmutableArray<ForkView> Lineage { get; init; } = [];

    /// <summary>
    /// Its latest SWD where no other experiment is compared with it: of a run that ended elsewhere, or went on
    /// from where it is compared.
    /// </summary>
    public Measurement? SwdElsewhere() => RankedSwd is not null && Swd?.Nimg == RankedSwd.Nimg ? null : Swd;

    /// <summary>Its seed where the sweep varies that or repeats its points; null where all have the same.</summary>
    public string? Seed() => Varied.FirstOrDefault(s => s.Name == SweepPoints.Seed)?.Value;

    /// <summary>The same in words: <c>seed 1001</c>.</summary>
    public string SeedInWords() => Seed() is { } seed ? $"seed {seed}" : "the base configuration's seed";

    /// <summary>Whether its author named it; then the name says more than its settings do.</summary>
    public bool HasOwnName() => Varied.IsEmpty || Name != string.Join(", ", Varied);

    /// <summary>Its author's name for it, or what it varies: <c>learningRate@16 0.0005, emaBeta@16 0.99</c>.</summary>
    public string NameOrSettings(string separator = ", ") =>
        HasOwnName() ? Name : string.Join(separator, Varied.Select(s => s.Short()));

    /// <summary>Its number and that: <c>#3 learningRate@16 0.0005 · emaBeta@16 0.99</c>.</summary>
    public string Title() => $"#{Number} {NameOrSettings(" · ")}".TrimEnd();
}

/// <summary>Where an experiment stands.</summary>
public enum ExperimentStatus
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker trains one of its phases.</summary>
    Training,

    /// <summary>All its phases are trained and its SWD is measured.</summary>
    Finished,

    /// <summary>Training met a number that is not finite.</summary>
    Diverged,

    /// <summary>Something else went wrong that trying again did not mend.</summary>
    Failed,

    /// <summary>Given up by a person.</summary>
    Cancelled,

    /// <summary>Its sweep's budget was used up before it had ended; it goes on when that is raised.</summary>
    Unfinished,

    /// <summary>Waits, with all that it has, until it is resumed; no worker trains for it.</summary>
    Paused,
}

/// <summary>A setting and its value as people read them.</summary>
/// <param name="Name">Such as <c>learningRate@16</c>.</param>
/// <param name="Value">Such as <c>0.0015</c>.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.setting")]
public sealed record SettingView([property: Id(0)] string Name, [property: Id(1)] string Value)
{
    /// <summary><c>learningRate@16 0.0015</c>.</summary>
    public override string ToString() => $"{Name} {Value}";

    /// <summary>The same with a value of a random search cut: <c>learningRate@16 0.001542</c>.</summary>
    public string Short() => $"{Name} {Readable.Setting(Value)}";
}
