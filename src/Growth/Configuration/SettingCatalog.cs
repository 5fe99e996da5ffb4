using System.Collections.Immutable;
using static PgGanLab.Growth.Configuration.SettingKind;

namespace PgGanLab.Growth.Configuration;

/// <summary>All settings by name: the one list behind YAML files, the API, the sweep form and search spaces.</summary>
public static class SettingCatalog
{
    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        Whole("resolution", "px", "Width and height of the final images, a power of two.", 4, 1024, c => c.Resolution, (c, v) => c with { Resolution = v }, searchable: false),
        Whole("latentSize", "", "Length of a latent vector.", 1, 4096, c => c.LatentSize, (c, v) => c with { LatentSize = v }),
        Whole("fmapBase", "", "Feature maps at stage s are fmapBase / 2^s, up to fmapMax.", 1, 1 << 20, c => c.FmapBase, (c, v) => c with { FmapBase = v }),
        Whole("fmapMax", "", "Most feature maps of any layer.", 1, 4096, c => c.FmapMax, (c, v) => c with { FmapMax = v }),
        Whole("minibatchStddevGroup", "images", "Group of the minibatch standard deviation layer; 1 switches it off.", 1, 1024, c => c.MinibatchStddevGroup, (c, v) => c with { MinibatchStddevGroup = v }),
        new("mirror", SettingKind.Boolean, false, true, "", "Flip real images at random.", 0, true, 1, (c, _) => c.Mirror ? 1 : 0, (c, _, v) => c with { Mirror = v != 0 }),
        new("seed", Integer, false, true, "", "Seed of everything random in the experiment.", 0, true, 1L << 52, (c, _) => c.Seed, (c, _, v) => c with { Seed = (long)v }),
        new("minibatch", Integer, true, true, "images", "Images in one minibatch.", 1, true, 4096, (c, r) => At(c.Minibatch, r), (c, r, v) => c with { Minibatch = c.Minibatch.With(r, (int)v) }),
        Layered("learningRate", "", "Adam's step size for the generator (and the discriminator, unless it has its own).", 0, false, 1, c => c.LearningRate, (c, v) => c with { LearningRate = v }),
        Layered("discriminatorLearningRate", "", "Adam's step size for the discriminator; without it, learningRate.", 0, false, 1, c => c.DiscriminatorLearningRate, (c, v) => c with { DiscriminatorLearningRate = v }),
        Layered("fadeInKimg", "kimg", "Real images over which new layers blend in; 0 switches them on at once.", 0, true, 1e6, c => c.FadeInKimg, (c, v) => c with { FadeInKimg = v }),
        Layered("stabilizeKimg", "kimg", "Real images trained with all layers fully on.", 0, false, 1e6, c => c.StabilizeKimg, (c, v) => c with { StabilizeKimg = v }),
        Layered("emaBeta", "", "Weight that the average Gs keeps of itself at each iteration.", 0, true, 0.9999999, c => c.EmaBeta, (c, v) => c with { EmaBeta = v }),
        Real("gradientPenaltyWeight", "WGAN-GP lambda.", 0, true, 1e6, c => c.GradientPenaltyWeight, (c, v) => c with { GradientPenaltyWeight = v }),
        Real("gradientPenaltyTarget", "Gradient norm that the penalty pulls toward.", 0, false, 1e6, c => c.GradientPenaltyTarget, (c, v) => c with { GradientPenaltyTarget = v }),
        Real("driftWeight", "Weight of the squared real score in the discriminator's loss.", 0, true, 1e6, c => c.DriftWeight, (c, v) => c with { DriftWeight = v }),
        Whole("criticRepeats", "", "Discriminator steps for one generator step.", 1, 100, c => c.CriticRepeats, (c, v) => c with { CriticRepeats = v }),
        Real("adamBeta1", "Adam's decay of the first moment.", 0, true, 0.9999999, c => c.AdamBeta1, (c, v) => c with { AdamBeta1 = v }),
        Real("adamBeta2", "Adam's decay of the second moment.", 0, true, 0.9999999, c => c.AdamBeta2, (c, v) => c with { AdamBeta2 = v }),
        Real("adamEpsilon", "Adam's epsilon, added to the square root of the second moment.", 0, false, 1, c => c.AdamEpsilon, (c, v) => c with { AdamEpsilon = v }),
        Layered("tickKimg", "kimg", "Real images between progress reports.", 0, false, 1e6, c => c.TickKimg, (c, v) => c with { TickKimg = v }, searchable: false),
        Layered("swdKimg", "kimg", "Real images between SWD measurements inside a phase.", 0, false, 1e6, c => c.SwdKimg, (c, v) => c with { SwdKimg = v }, searchable: false),
        Whole("swdImages", "images", "Images of each kind in one SWD measurement.", 16, 1 << 20, c => c.SwdImages, (c, v) => c with { SwdImages = v }, searchable: false),
    ];

    private static readonly ImmutableDictionary<string, SettingDefinition> ByName = All.ToImmutableDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>The setting of that name, or null.</summary>
    public static SettingDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The existing name that is most like <paramref name="name"/>, for an error message.</summary>
    public static string Nearest(string name) => NearestName.Of(name, All.Select(s => s.Name));

    private static double At<T>(PerResolution<T> setting, int? resolution) where T : struct, IEquatable<T>, IConvertible =>
        (resolution is { } r ? setting.At(r) : setting.Default).ToDouble(null);

    private static SettingDefinition Whole(string name, string unit, string summary, int min, int max,
        Func<TrainingConfiguration, int> get, Func<TrainingConfiguration, int, TrainingConfiguration> set, bool searchable = true) =>
        new(name, Integer, false, searchable, unit, summary, min, true, max, (c, _) => get(c), (c, _, v) => set(c, (int)v));

    private static SettingDefinition Real(string name, string summary, double min, bool minIncluded, double max,
        Func<TrainingConfiguration, double> get, Func<TrainingConfiguration, double, TrainingConfiguration> set) =>
        new(name, Number, false, true, "", summary, min, minIncluded, max, (c, _) => get(c), (c, _, v) => set(c, v));

    private static SettingDefinition Layered(string name, string unit, string summary, double min, bool minIncluded, double max,
        Func<TrainingConfiguration, PerResolution<double>> get, Func<TrainingConfiguration, PerResolution<double>, TrainingConfiguration> set, bool searchable = true) =>
        new(name, Number, true, searchable, unit, summary, min, minIncluded, max, (c, r) => At(get(c), r), (c, r, v) => set(c, get(c).With(r, v)));
}
