using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Phases;

/// <summary>
/// Everything that can influence what one growth phase trains, and nothing else: the content that a <see
/// cref="PhaseKey"/> addresses, and all that a trainer needs. The settings of later phases are not in it.
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

    /// <summary>
    /// Feature maps of stage 0 (D's first dense layer), 1 (4 px), 2 (8 px), … up to this resolution's stage.
    /// </summary>
    public required ImmutableArray<int> FeatureMaps { get; init; }

    public required int MinibatchStddevGroup { get; init; }

    /// <summary>Switches of the layers.</summary>
    public LayerOptions Layers { get; init; } = LayerOptions.Default;

    /// <summary>Classes that G draws and D tells apart; 0: none.</summary>
    public int Labels { get; init; }

    /// <summary>How often each class is shown.</summary>
    public LabelSampling LabelSampling { get; init; }

    public required bool Mirror { get; init; }

    public required int Minibatch { get; init; }

    /// <summary>Iterations in a row that use the same alpha.</summary>
    public int MinibatchRepeats { get; init; } = 1;

    /// <summary>Most images that one device takes at once; 0: no limit.</summary>
    public int MaxMinibatchPerDevice { get; init; }

    public required double LearningRate { get; init; }

    public required double DiscriminatorLearningRate { get; init; }

    public required double EmaBeta { get; init; }

    /// <summary>Which loss, and what is not WGAN-GP's own.</summary>
    public LossOptions Loss { get; init; } = LossOptions.Default;

    /// <summary>
    /// The gradient norms that the penalty sees are the working resolution's times this (1, or resolution / final
    /// resolution).
    /// </summary>
    public double PenaltyScale { get; init; } = 1;

    public required double GradientPenaltyWeight { get; init; }

    public required double GradientPenaltyTarget { get; init; }

    public required double DriftWeight { get; init; }

    public required int CriticRepeats { get; init; }

    /// <summary>Whether new layers come with fresh optimizers.</summary>
    public bool ResetOptimizer { get; init; } = true;

    /// <summary>
    /// Whether the optimizers are fresh in this phase too, which follows the fade-in of its newest layers.
    /// </summary>
    public bool ResetOptimizerAfterFadeIn { get; init; }

    public required double AdamBeta1 { get; init; }

    public required double AdamBeta2 { get; init; }

    public required double AdamEpsilon { get; init; }

    /// <summary>Augmentation of all that D sees.</summary>
    public AugmentOptions Augment { get; init; } = AugmentOptions.Default;

    /// <summary>Precision of the layers.</summary>
    public ArithmeticOptions Arithmetic { get; init; } = ArithmeticOptions.Default;

    /// <summary>When training has diverged.</summary>
    public GuardOptions Guard { get; init; } = GuardOptions.Default;

    /// <summary>
    /// Whether the iteration that begins at <paramref name="nimg"/> real images is still this phase's.
    /// </summary>
    public bool Covers(long nimg) => GrowthSchedule.Covers(Kind, End, nimg);

    /// <summary>Weight of the newest layers for the iteration that begins at <paramref name="nimg"/>: as it was where
    /// its row of <see cref="MinibatchRepeats"/> iterations began.</summary>
    public double Alpha(long nimg)
    {
        if (MinibatchRepeats == 1 || nimg >= End)
            return GrowthSchedule.Alpha(Kind, Start, End, nimg);
        var row = (long)MinibatchRepeats * CriticRepeats * Minibatch;
        return GrowthSchedule.Alpha(Kind, Start, End, nimg - (nimg - Start) % row);
    }

    /// <summary>Planned length in real images.</summary>
    public long Images => End - Start;

    public bool Equals(PhaseRecipe? other) =>
        other is not null && CanonicalForm.Of(this) == CanonicalForm.Of(other) && Root == other.Root;

    public override int GetHashCode() => HashCode.Combine(Root, CanonicalForm.Of(this));
}

/// <summary>What a whole run shares from its first iteration; the root of its phase keys.</summary>
/// <param name="Dataset">Fingerprint of the dataset.</param>
/// <param name="Channels">Colour channels of its images.</param>
/// <param name="LatentSize">Length of a latent vector.</param>
/// <param name="Precision">Arithmetic, <c>float32</c>.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Semantics">
/// Version of what the trainer does with a recipe; a change that alters any byte raises it.
/// </param>
public sealed record RootRecipe(
    string Dataset, int Channels, int LatentSize, string Precision, long Seed, int Semantics)
{
    /// <summary>
    /// Version of today's trainer. 3: libtorch 2.10, whose sums round otherwise than 1.13's. 4: G upscales along with
    /// its convolution, and D's gradient is led back through its head by hand; both sum in another order.
    /// </summary>
    public const int CurrentSemantics = 4;
}

/// <summary>A recipe as text, for the wire and the record.</summary>
public static class RecipeDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string Write(PhaseRecipe recipe) => JsonSerializer.Serialize(recipe, Options);

    /// <exception cref="JsonException">Not a recipe.</exception>
    public static PhaseRecipe Read(string json) =>
        JsonSerializer.Deserialize<PhaseRecipe>(json, Options) ?? throw new JsonException("A recipe cannot be null.");
}
