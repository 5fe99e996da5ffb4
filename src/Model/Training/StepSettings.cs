using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Losses;

namespace PgGanLab.Model.Training;

/// <summary>Constants of a phase's training steps.</summary>
/// <param name="LearningRate">Adam's step size for G.</param>
/// <param name="DiscriminatorLearningRate">Adam's step size for D.</param>
/// <param name="EmaBeta">Weight that Gs keeps of itself at each step.</param>
/// <param name="Loss">What G and D play for.</param>
public sealed record StepSettings(double LearningRate, double DiscriminatorLearningRate, double EmaBeta, GanLoss Loss)
{
    /// <summary>Augmentation of all that D sees.</summary>
    public AugmentOptions Augment { get; init; } = AugmentOptions.Default;

    /// <summary>When training has diverged.</summary>
    public GuardOptions Guard { get; init; } = GuardOptions.Default;

    /// <summary>Most images that a device takes at once; 0: no limit.</summary>
    public int MaxMinibatchPerDevice { get; init; }

    /// <summary>Seed of noise and augmentation.</summary>
    public long Seed { get; init; }

    public static StepSettings Of(PhaseRecipe recipe) => new(
        recipe.LearningRate, recipe.DiscriminatorLearningRate, recipe.EmaBeta, GanLoss.Of(recipe))
    {
        Augment = recipe.Augment,
        Guard = recipe.Guard,
        MaxMinibatchPerDevice = recipe.MaxMinibatchPerDevice,
        Seed = recipe.Root.Seed,
    };
}
