using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>What a sweep would do, before it is launched.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.sweep-preview")]
public sealed record SweepPreview
{
    [Id(0)] public required int Experiments { get; init; }

    /// <summary>Phases that the experiments would train if each trained alone.</summary>
    [Id(1)] public required int PhasesRequested { get; init; }

    /// <summary>Phases of the merged growth tree.</summary>
    [Id(2)] public required int PhasesDistinct { get; init; }

    /// <summary>Of those, how many are finished already.</summary>
    [Id(3)] public required int PhasesFinished { get; init; }

    [Id(4)] public required double KimgRequested { get; init; }

    [Id(5)] public required double KimgToTrain { get; init; }

    /// <summary>
    /// What each experiment varies, in order; of a search that learns, those that are drawn before anything is known.
    /// </summary>
    [Id(6)] public required ImmutableArray<ImmutableArray<SettingView>> Points { get; init; }

    /// <summary>What its author calls each experiment; empty for what its settings say.</summary>
    [Id(7)] public required ImmutableArray<string> Names { get; init; }

    /// <summary>
    /// Where its stopping rule compares points, how many train up to there, and at last to the end; empty without such
    /// a rule.
    /// </summary>
    [Id(10)] public ImmutableArray<RungForecast> Rungs { get; init; } = [];

    /// <summary>
    /// Thousands of real images to train, to be expected with its stopping rule, of the <see cref="KimgToTrain"/> that
    /// it can be at most; null without such a rule.
    /// </summary>
    [Id(11)] public double? KimgExpected { get; init; }

    /// <summary>Bytes that the checkpoints of its phases take in the store, at most.</summary>
    [Id(12)] public long DiskBytes { get; init; }

    /// <summary>
    /// Bytes of device memory that its largest phase takes with whole minibatches, as estimated; 0 where nothing is to
    /// be trained.
    /// </summary>
    [Id(13)] public long MemoryBytes { get; init; }

    /// <summary>What its author should know before it is launched, a sentence each.</summary>
    [Id(8)] public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>How long it takes; null while the lab has no worker.</summary>
    [Id(9)] public PreviewedTime? Time { get; init; }
}

/// <summary>How long a sweep takes on the workers that are there now, if they train nothing else.</summary>
/// <param name="Least">Seconds.</param>
/// <param name="Most">Seconds; more than the least where some rates are not measured yet.</param>
/// <param name="DeviceSeconds">Seconds of all workers together, between both.</param>
/// <param name="Workers">How many workers there are.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.previewed-time")]
public sealed record PreviewedTime(
    [property: Id(0)] double Least, [property: Id(1)] double Most, [property: Id(2)] double DeviceSeconds,
    [property: Id(3)] int Workers)
{
    /// <summary><c>2 h 10 min on the present 3 workers</c>, or <c>40 min to 6 h 00 min on …</c>.</summary>
    public override string ToString()
    {
        var (least, most) = (Readable.Duration(Least), Readable.Duration(Most));
        return $"{(least == most ? least : $"{least} to {most}")} on the present "
            + (Workers == 1 ? "worker" : $"{Readable.Count(Workers)} workers");
    }
}
