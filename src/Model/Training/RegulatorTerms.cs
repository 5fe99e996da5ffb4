using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Losses;

namespace PgGanLab.Model.Training;

/// <summary>What a run steers by itself, as ticks report it; a run that has no such thing leaves it out.</summary>
internal static class RegulatorTerms
{
    /// <param name="recipe">What is trained.</param>
    /// <param name="memory">Where it stands.</param>
    /// <returns><c>noise_strength</c> (least squares), <c>augment_probability</c> (with a target),
    /// <c>loss_scale</c> (float16).</returns>
    public static IEnumerable<KeyValuePair<string, double>> Of(PhaseRecipe recipe, StepMemory memory)
    {
        if (recipe.Loss.Kind == LossKind.Lsgan)
            yield return new("noise_strength", AdaptiveNoise.Strength(memory.FakeScoreAverage));
        if (recipe.Augment is { Active: true, Target: > 0 })
            yield return new("augment_probability", memory.AugmentProbability);
        if (recipe.Arithmetic.LowPrecision == LowPrecision.Float16)
            yield return new("loss_scale", memory.LossScale);
    }
}
