using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Losses;

namespace PgGanLab.Model.Training;

/// <summary>Means over the minibatch of one step, by name, in the order in which one leads to the other.</summary>
/// <param name="Values">Such as <c>real_score</c>, <c>fake_score</c>, <c>gradient_norm</c>,
/// <c>gradient_penalty</c> (without its weight),
/// <c>label_penalty_reals</c>, <c>label_penalty_fakes</c>, <c>real_sign</c>, <c>d_loss</c>; or
/// <c>label_penalty_generator</c>, <c>g_loss</c>. A loss without a term leaves it out.</param>
public sealed record StepTerms(ImmutableArray<KeyValuePair<string, double>> Values)
{
    /// <exception cref="KeyNotFoundException">The step's loss has no such term.</exception>
    public double this[string name] => Find(name) ?? throw new KeyNotFoundException($"The step has no term {name}.");

    /// <summary>A term, or null.</summary>
    public double? Find(string name) => Values.Where(v => v.Key == name).Select(v => (double?)v.Value).FirstOrDefault();

    /// <exception cref="DivergedException">Names the first term that is not finite.</exception>
    internal void RequireFinite()
    {
        foreach (var (name, value) in Values)
            DivergedException.ThrowIfNotFinite(value, name);
    }
}

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
