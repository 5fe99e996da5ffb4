using System.Collections.Immutable;
using PgGanLab.Growth.Schedule;

namespace PgGanLab.Growth.Tree;

/// <summary>
/// Everything that can influence what one growth phase trains, and nothing else: the content that a <see cref="PhaseKey"/> addresses,
/// and all that a trainer needs. The settings of later phases are not in it.
/// </summary>
public sealed record PhaseRecipe
{
    /// <summary>What the whole run shares; enters the first key.</summary>
    public required RootRecipe Root { get; init; }

    /// <summary>0 for the first phase of a run.</summary>
    public required int Index { get; init; }

    public required PhaseKind Kind { get; init; }

    /// <summary>Pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Planned real images before the phase.</summary>
    public required long Start { get; init; }

    /// <summary>Planned real images after the phase.</summary>
    public required long End { get; init; }

    /// <summary>Feature maps of stage 0 (D's first dense layer), 1 (4 px), 2 (8 px), … up to this resolution's stage.</summary>
    public required ImmutableArray<int> FeatureMaps { get; init; }

    public required int MinibatchStddevGroup { get; init; }

    public required bool Mirror { get; init; }

    public required int Minibatch { get; init; }

    public required double LearningRate { get; init; }

    public required double DiscriminatorLearningRate { get; init; }

    public required double EmaBeta { get; init; }

    public required double GradientPenaltyWeight { get; init; }

    public required double GradientPenaltyTarget { get; init; }

    public required double DriftWeight { get; init; }

    public required int CriticRepeats { get; init; }

    public required double AdamBeta1 { get; init; }

    public required double AdamBeta2 { get; init; }

    public required double AdamEpsilon { get; init; }

    /// <summary>Whether the iteration that begins at <paramref name="nimg"/> real images is still this phase's.</summary>
    public bool Covers(long nimg) => GrowthSchedule.Covers(Kind, End, nimg);

    /// <summary>Weight of the newest layers for the iteration that begins at <paramref name="nimg"/>.</summary>
    public double Alpha(long nimg) => GrowthSchedule.Alpha(Kind, Start, End, nimg);

    /// <summary>Planned length in real images.</summary>
    public long Images => End - Start;

    public bool Equals(PhaseRecipe? other) => other is not null && CanonicalForm.Of(this) == CanonicalForm.Of(other) && Root == other.Root;

    public override int GetHashCode() => HashCode.Combine(Root, CanonicalForm.Of(this));
}
