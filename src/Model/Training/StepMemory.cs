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

/// <summary>
/// Dynamic loss scaling for float16 (Micikevicius 2018, section 3.2): halved when a gradient overflows, doubled
/// after a long time without.
/// </summary>
internal static class LossScaling
{
    /// <summary>The factor at the beginning.</summary>
    public const double First = 32768;

    private const double Most = 1 << 24;
    private const int StepsToDouble = 2000;

    /// <summary>After a gradient that overflowed.</summary>
    /// <exception cref="DivergedException">The factor is 1 already: the gradient itself is not finite.</exception>
    public static StepMemory Overflowed(StepMemory memory, string term) => memory.LossScale > 1
        ? memory with { LossScale = memory.LossScale / 2, GoodSteps = 0 }
        : throw new DivergedException(term, "is not finite");

    /// <summary>After a gradient that did not.</summary>
    public static StepMemory Passed(StepMemory memory) => memory.GoodSteps + 1 < StepsToDouble
        ? memory with { GoodSteps = memory.GoodSteps + 1 }
        : memory with { LossScale = Math.Min(memory.LossScale * 2, Most), GoodSteps = 0 };
}
