using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// Everything that one experiment is trained with. Defaults are the paper's (Karras et al. 2018, appendix A, and the
/// official <c>config.py</c>). Each property's <see cref="SettingAttribute"/> names it for files, pages and search
/// spaces, says what it is for and which values it takes.
/// </summary>
public sealed record TrainingConfiguration
{
    [Setting("resolution", Networks, "Width and height of the final images, a power of two.",
        Unit = "px", Min = 4, Max = 1024, PowerOfTwo = true, Searchable = false)]
    public int Resolution { get; init; } = 32;

    [Setting("latentSize", Networks, "Length of a latent vector.", Min = 1, Max = 4096)]
    public int LatentSize { get; init; } = 512;

    /// <summary>See <see cref="FeatureMaps"/>.</summary>
    [Setting("fmapBase", Networks, "Feature maps at stage s are fmapBase / 2^(s * fmapDecay), up to fmapMax.",
        Min = 1, Max = 1 << 20)]
    public int FmapBase { get; init; } = 8192;

    [Setting("fmapDecay", Networks,
        "How fast feature maps become fewer with resolution: 1 halves them at each doubling.", Min = 0, Max = 4)]
    public double FmapDecay { get; init; } = 1;

    [Setting("fmapMax", Networks, "Most feature maps of any layer.", Min = 1, Max = 4096)]
    public int FmapMax { get; init; } = 512;

    [Setting("minibatchStddevGroup", Networks, "Group of the minibatch standard deviation layer; 1 switches it off.",
        Unit = "images", Min = 1, Max = 1024, After = "minibatchLayer")]
    public int MinibatchStddevGroup { get; init; } = 4;

    /// <summary>Switches of the layers.</summary>
    public LayerOptions Layers { get; init; } = LayerOptions.Default;

    /// <summary>Source: Odena 2017 (AC-GAN).</summary>
    [Setting("conditional", Networks,
        "Train on the dataset's labels (AC-GAN): G draws a given class, D tells classes.")]
    public bool Conditional { get; init; }

    [Setting("startResolution", SettingGroup.Schedule,
        "Resolution of the first phase; the final one at most (then nothing grows).",
        Unit = "px", Min = 4, Max = 1024, PowerOfTwo = true)]
    public int StartResolution { get; init; } = 4;

    [Setting("fadeInKimg", SettingGroup.Schedule,
        "Real images over which new layers blend in; 0 switches them on at once.",
        Unit = "kimg", Min = 0, Max = 1e6)]
    public PerResolution<double> FadeInKimg { get; init; } = 600;

    [Setting("stabilizeKimg", SettingGroup.Schedule, "Real images trained with all layers fully on.",
        Unit = "kimg", Above = 0, Max = 1e6)]
    public PerResolution<double> StabilizeKimg { get; init; } = 600;

    [Setting("minibatch", SettingGroup.Schedule, "Images in one minibatch.", Unit = "images", Min = 1, Max = 4096)]
    public PerResolution<int> Minibatch { get; init; } = 16;

    /// <summary>Source: official train.py, <c>minibatch_repeats</c>.</summary>
    [Setting("minibatchRepeats", SettingGroup.Schedule, "Iterations in a row at one value of alpha.",
        Min = 1, Max = 1000)]
    public int MinibatchRepeats { get; init; } = 1;

    [Setting("criticRepeats", SettingGroup.Schedule, "Discriminator steps for one generator step.", Min = 1, Max = 100)]
    public int CriticRepeats { get; init; } = 1;

    [Setting("seed", SettingGroup.Schedule, "Seed of everything random in the experiment.", Min = 0, Max = 1L << 52)]
    public long Seed { get; init; } = 1000;

    [Setting("learningRate", Optimizer,
        "Adam's step size for the generator (and the discriminator, unless it has its own).", Above = 0, Max = 1)]
    public PerResolution<double> LearningRate { get; init; } = 0.001;

    /// <summary>NaN: the same as <see cref="LearningRate"/>.</summary>
    [Setting("discriminatorLearningRate", Optimizer,
        "Adam's step size for the discriminator; without it, learningRate.",
        Above = 0, Max = 1, Unset = "as learningRate")]
    public PerResolution<double> DiscriminatorLearningRate { get; init; } = double.NaN;

    [Setting("adamBeta1", Optimizer, "Adam's decay of the first moment.", Min = 0, Max = 0.9999999)]
    public double AdamBeta1 { get; init; }

    [Setting("adamBeta2", Optimizer, "Adam's decay of the second moment.", Min = 0, Max = 0.9999999)]
    public double AdamBeta2 { get; init; } = 0.99;

    [Setting("adamEpsilon", Optimizer, "Adam's epsilon, added to the square root of the second moment.",
        Above = 0, Max = 1)]
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>Source: official train.py, <c>reset_opt_for_new_lod</c>.</summary>
    [Setting("resetOptimizer", Optimizer, "Begin with fresh Adam moments when layers are added.")]
    public bool ResetOptimizer { get; init; } = true;

    /// <summary>Source: official train.py, where the level of detail's ceiling changes then.</summary>
    [Setting("resetOptimizerAfterFadeIn", Optimizer,
        "Begin with fresh Adam moments once more when layers are faded in, as the official code does.")]
    public bool ResetOptimizerAfterFadeIn { get; init; }

    [Setting("emaBeta", Optimizer, "Weight that the average Gs keeps of itself at each iteration.",
        Min = 0, Max = 0.9999999)]
    public PerResolution<double> EmaBeta { get; init; } = 0.999;

    /// <summary>NaN leaves it to <see cref="EmaBeta"/>.</summary>
    [Setting("emaHalfLifeKimg", Optimizer,
        "Real images after which Gs has forgotten half; takes the place of emaBeta.",
        Unit = "kimg", Above = 0, Max = 1e6, Unset = "by emaBeta")]
    public PerResolution<double> EmaHalfLifeKimg { get; init; } = double.NaN;

    /// <summary>Source: Gulrajani 2017, eq. 3.</summary>
    [Setting("gradientPenaltyWeight", SettingGroup.Loss, "WGAN-GP lambda.", Min = 0, Max = 1e6, After = "loss")]
    public double GradientPenaltyWeight { get; init; } = 10;

    [Setting("gradientPenaltyTarget", SettingGroup.Loss, "Gradient norm that the penalty pulls toward.",
        Above = 0, Max = 1e6, After = "gradientPenaltyWeight")]
    public double GradientPenaltyTarget { get; init; } = 1;

    /// <summary>Source: paper, appendix A.1 (epsilon_drift).</summary>
    [Setting("driftWeight", SettingGroup.Loss, "Weight of the squared real score in the discriminator's loss.",
        Min = 0, Max = 1e6, After = "penaltyPixels")]
    public double DriftWeight { get; init; } = 0.001;

    /// <summary>Which loss, and what is not WGAN-GP's own.</summary>
    public LossOptions Loss { get; init; } = LossOptions.Default;

    [Setting("mirror", Data, "Flip real images at random.")]
    public bool Mirror { get; init; }

    [Setting("labelSampling", Data,
        "How often each class is shown: as in the dataset, or all equally (needs labels).")]
    public LabelSampling LabelSampling { get; init; }

    /// <summary>
    /// Augmentation of all that D sees; a probability of NaN (the default) means 1, or 0 with a target.
    /// </summary>
    public AugmentOptions Augment { get; init; } = AugmentOptions.Default with { Probability = double.NaN };

    [Setting("maxMinibatchPerDevice", SettingGroup.Arithmetic,
        "Most images that a device takes at once; a larger minibatch is split and its gradients are added up. "
        + "0: no limit.",
        Unit = "images", Min = 0, Max = 4096)]
    public PerResolution<int> MaxMinibatchPerDevice { get; init; } = 0;

    /// <summary>Precision of the layers.</summary>
    public ArithmeticOptions Arithmetic { get; init; } = ArithmeticOptions.Default;

    /// <summary>When a run has diverged.</summary>
    public GuardOptions Guard { get; init; } = GuardOptions.Default;

    [Setting("tickKimg", Measuring, "Real images between progress reports.",
        Unit = "kimg", Above = 0, Max = 1e6, Searchable = false)]
    public PerResolution<double> TickKimg { get; init; } = 20;

    /// <summary>Every phase from 16 px up is measured at its end, too.</summary>
    [Setting("swdKimg", Measuring, "Real images between SWD measurements inside a phase.",
        Unit = "kimg", Above = 0, Max = 1e6, Searchable = false)]
    public PerResolution<double> SwdKimg { get; init; } = 100;

    [Setting("swdImages", Measuring, "Images of each kind in one SWD measurement.",
        Unit = "images", Min = 16, Max = 1 << 20, Searchable = false)]
    public int SwdImages { get; init; } = 8192;

    /// <summary>D's step size at <paramref name="resolution"/> px.</summary>
    public double DiscriminatorLearningRateAt(int resolution) =>
        DiscriminatorLearningRate.At(resolution) is var rate && double.IsNaN(rate) ? LearningRate.At(resolution) : rate;

    /// <summary>Resolution of the first phase.</summary>
    public int FirstResolution => Math.Min(StartResolution, Resolution);

    /// <summary>
    /// Weight that Gs keeps of itself at each of D's steps at <paramref name="resolution"/> px: 0.5^(minibatch /
    /// half-life) where a half-life is given (Karras 2020, official training_loop.py, <c>ema_beta</c>).
    /// </summary>
    public double EmaBetaAt(int resolution) => EmaHalfLifeKimg.At(resolution) is var kimg && double.IsNaN(kimg)
        ? EmaBeta.At(resolution)
        : Math.Pow(0.5, Minibatch.At(resolution) / (kimg * 1000));

    /// <summary>Feature maps of stage <paramref name="stage"/> (stage = log2(resolution) - 1; stage 0 is D's first
    /// dense layer). Source: official networks.py, <c>nf</c>.</summary>
    public int FeatureMaps(int stage) => Math.Min((int)(FmapBase / Math.Pow(2, stage * FmapDecay)), FmapMax);
}

/// <summary>How often each class is shown.</summary>
public enum LabelSampling
{
    /// <summary>As often as the dataset has it.</summary>
    Data,

    /// <summary>All classes equally often.</summary>
    Balanced,
}
