using PgGanLab.Growth.Phases;

namespace PgGanLab.Model.Training;

/// <summary>What training remembers from step to step besides weights and moments; part of every checkpoint.</summary>
/// <param name="FakeScoreAverage">d_hat of <see cref="Losses.AdaptiveNoise"/>.</param>
/// <param name="AugmentProbability">Share of images that is augmented.</param>
/// <param name="LossScale">Factor that keeps float16 gradients from vanishing.</param>
/// <param name="GoodSteps">Steps since the factor last changed.</param>
public sealed record StepMemory(double FakeScoreAverage, double AugmentProbability, double LossScale, int GoodSteps)
{
    /// <summary>Of a run without noise and augmentation.</summary>
    public static StepMemory None { get; } = new(0, 1, LossScaling.First, 0);

    /// <summary>What a run begins with.</summary>
    public static StepMemory Initial(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return None with { AugmentProbability = recipe.Augment.Probability };
    }
}
