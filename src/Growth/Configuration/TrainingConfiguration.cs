namespace PgGanLab.Growth.Configuration;

/// <summary>
/// Everything that one experiment is trained with. Defaults are the paper's (Karras et al. 2018, appendix A, and the official
/// <c>config.py</c>); <see cref="SettingCatalog"/> names every property for files, pages and search spaces.
/// </summary>
public sealed record TrainingConfiguration
{
    /// <summary>Width and height of the final images in pixels: a power of two, 4 to 1024.</summary>
    public int Resolution { get; init; } = 32;

    /// <summary>Length L of a latent vector.</summary>
    public int LatentSize { get; init; } = 512;

    /// <summary>Width and height of the first phase's images; the final resolution where that is smaller.</summary>
    public int StartResolution { get; init; } = 4;

    /// <summary>Feature maps at stage s are min(floor(fmapBase / 2^(s * fmapDecay)), fmapMax), stage = log2(resolution) - 1.</summary>
    public int FmapBase { get; init; } = 8192;

    /// <summary>How fast feature maps become fewer with the stage.</summary>
    public double FmapDecay { get; init; } = 1;

    /// <summary>Most feature maps of any layer.</summary>
    public int FmapMax { get; init; } = 512;

    /// <summary>Images in one group of the minibatch standard deviation layer; 1 switches the layer off.</summary>
    public int MinibatchStddevGroup { get; init; } = 4;

    /// <summary>Switches of the layers.</summary>
    public LayerOptions Layers { get; init; } = LayerOptions.Default;

    /// <summary>Whether G and D use the dataset's labels (AC-GAN, Odena 2017).</summary>
    public bool Conditional { get; init; }

    /// <summary>How often each class is shown.</summary>
    public LabelSampling LabelSampling { get; init; }

    /// <summary>Flip each real image horizontally with probability 1/2.</summary>
    public bool Mirror { get; init; }

    /// <summary>Seed of everything random in this experiment.</summary>
    public long Seed { get; init; } = 1000;

    /// <summary>Images in one minibatch.</summary>
    public PerResolution<int> Minibatch { get; init; } = 16;

    /// <summary>Iterations in a row that use the same alpha. Source: official train.py, <c>minibatch_repeats</c>.</summary>
    public int MinibatchRepeats { get; init; } = 1;

    /// <summary>Adam's step size for G.</summary>
    public PerResolution<double> LearningRate { get; init; } = 0.001;

    /// <summary>Adam's step size for D; NaN (the default) means the same as <see cref="LearningRate"/>.</summary>
    public PerResolution<double> DiscriminatorLearningRate { get; init; } = double.NaN;

    /// <summary>Thousands of real images over which a resolution's new layers blend in; 0 switches them on at once.</summary>
    public PerResolution<double> FadeInKimg { get; init; } = 600;

    /// <summary>Thousands of real images trained at alpha = 1.</summary>
    public PerResolution<double> StabilizeKimg { get; init; } = 600;

    /// <summary>Weight that the average Gs keeps of itself at each iteration.</summary>
    public PerResolution<double> EmaBeta { get; init; } = 0.999;

    /// <summary>Thousands of real images after which Gs has forgotten half of what it was; NaN (the default) leaves it to <see cref="EmaBeta"/>.</summary>
    public PerResolution<double> EmaHalfLifeKimg { get; init; } = double.NaN;

    /// <summary>Which loss, and what is not WGAN-GP's own.</summary>
    public LossOptions Loss { get; init; } = LossOptions.Default;

    /// <summary>Augmentation of all that D sees; a probability of NaN (the default) means 1, or 0 with a target.</summary>
    public AugmentOptions Augment { get; init; } = AugmentOptions.Default with { Probability = double.NaN };

    /// <summary>Precision of the layers.</summary>
    public ArithmeticOptions Arithmetic { get; init; } = ArithmeticOptions.Default;

    /// <summary>Most images that one device takes at once; 0: no limit.</summary>
    public PerResolution<int> MaxMinibatchPerDevice { get; init; } = 0;

    /// <summary>When a run has diverged.</summary>
    public GuardOptions Guard { get; init; } = GuardOptions.Default;

    /// <summary>WGAN-GP lambda (Gulrajani 2017, eq. 3).</summary>
    public double GradientPenaltyWeight { get; init; } = 10;

    /// <summary>Gradient norm that the penalty pulls toward.</summary>
    public double GradientPenaltyTarget { get; init; } = 1;

    /// <summary>Weight of the squared real score (paper, appendix A.1: epsilon_drift).</summary>
    public double DriftWeight { get; init; } = 0.001;

    /// <summary>Discriminator steps for one generator step.</summary>
    public int CriticRepeats { get; init; } = 1;

    /// <summary>Begin with fresh Adam moments when layers are added. Source: official train.py, <c>reset_opt_for_new_lod</c>.</summary>
    public bool ResetOptimizer { get; init; } = true;

    /// <summary>Whether Adam begins afresh once more when new layers are faded in. Source: official train.py, where the level of detail's ceiling changes then.</summary>
    public bool ResetOptimizerAfterFadeIn { get; init; }

    public double AdamBeta1 { get; init; }

    public double AdamBeta2 { get; init; } = 0.99;

    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>Thousands of real images between progress reports. Reports never change what is trained.</summary>
    public PerResolution<double> TickKimg { get; init; } = 20;

    /// <summary>Thousands of real images between SWD measurements inside a phase; every phase from 16 px up is measured at its end.</summary>
    public PerResolution<double> SwdKimg { get; init; } = 100;

    /// <summary>Images of each kind, real and generated, in one SWD measurement.</summary>
    public int SwdImages { get; init; } = 8192;

    /// <summary>D's step size at <paramref name="resolution"/> px.</summary>
    public double DiscriminatorLearningRateAt(int resolution) =>
        DiscriminatorLearningRate.At(resolution) is var rate && double.IsNaN(rate) ? LearningRate.At(resolution) : rate;

    /// <summary>Resolution of the first phase.</summary>
    public int FirstResolution => Math.Min(StartResolution, Resolution);

    /// <summary>
    /// Weight that Gs keeps of itself at each of D's steps at <paramref name="resolution"/> px: 0.5^(minibatch / half-life) where a half-life is
    /// given (Karras 2020, official training_loop.py, <c>ema_beta</c>).
    /// </summary>
    public double EmaBetaAt(int resolution) => EmaHalfLifeKimg.At(resolution) is var kimg && double.IsNaN(kimg)
        ? EmaBeta.At(resolution)
        : Math.Pow(0.5, Minibatch.At(resolution) / (kimg * 1000));

    /// <summary>Feature maps of stage <paramref name="stage"/> (stage = log2(resolution) - 1; stage 0 is D's first dense layer).
    /// Source: official networks.py, <c>nf</c>.</summary>
    public int FeatureMaps(int stage) => Math.Min((int)(FmapBase / Math.Pow(2, stage * FmapDecay)), FmapMax);
}
