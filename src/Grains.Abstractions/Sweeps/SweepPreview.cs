using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;

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

    /// <summary>What its author should know before it is launched, a sentence each.</summary>
    [Id(8)] public ImmutableArray<string> Remarks { get; init; } = [];
}
