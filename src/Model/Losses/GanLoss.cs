using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Losses;

/// <summary>
/// What G and D play for: an adversarial part, a gradient penalty, and the classification of conditional runs.
/// </summary>
/// <param name="labels">Weights of the classification.</param>
public abstract class GanLoss(LabelWeights labels)
{
    /// <summary>The loss that a recipe asks for.</summary>
    public static GanLoss Of(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var labels = LabelWeights.Of(recipe);
        return recipe.Loss.Kind switch
        {
            LossKind.WganGp => new WganGp(recipe.GradientPenaltyWeight, recipe.GradientPenaltyTarget,
                recipe.DriftWeight, labels)
            { PenaltyScale = recipe.PenaltyScale },
            LossKind.Lsgan => new Lsgan(labels),
            LossKind.Logistic => new Logistic(recipe.Loss.R1Weight, labels),
            _ => throw new ArgumentException($"There is no loss {recipe.Loss.Kind}.", nameof(recipe)),
        };
    }

    /// <summary>Whether noise on D's inputs follows its scores of G's images (<see cref="AdaptiveNoise"/>).</summary>
    public virtual bool UsesNoise => false;

    /// <summary>D's loss; differentiable by what <paramref name="discriminator"/> holds.</summary>
    /// <param name="discriminator">Asked for the reals, the fakes, then what the penalty looks at.</param>
    /// <param name="batch">What it sees.</param>
    public DiscriminatorTerms Discriminator(IDiscriminator discriminator, DiscriminatorBatch batch)
    {
        ArgumentNullException.ThrowIfNull(discriminator);
        ArgumentNullException.ThrowIfNull(batch);
        var reals = discriminator.Call(batch.Reals);
        var fakes = discriminator.Call(batch.Fakes);
        var penalty = Penalty(discriminator, batch);
        var losses = Adversarial(reals.Scores, fakes.Scores);                   // [N]
        if (penalty is not null)
            losses = losses.Plus(penalty.Weighted);
        var (realLabels, fakeLabels) = (
            CrossEntropy(batch.Labels, reals.Logits), CrossEntropy(batch.Labels, fakes.Logits));
        if (realLabels is not null && fakeLabels is not null)
            losses = losses.AddScaled(realLabels.Plus(fakeLabels), labels.Discriminator);
        return new DiscriminatorTerms(reals.Scores, fakes.Scores, penalty, realLabels, fakeLabels, losses);
    }

    /// <summary>G's loss; differentiable by what drew the images.</summary>
    /// <param name="fakes">What D says of G's images.</param>
    /// <param name="classes">[N,K] one-hot classes that they should have; null without classes.</param>
    public GeneratorTerms Generator(DiscriminatorOutput fakes, Tensor? classes)
    {
        ArgumentNullException.ThrowIfNull(fakes);
        var losses = Adversarial(fakes.Scores);
        return CrossEntropy(classes, fakes.Logits) is { } penalties
            ? new GeneratorTerms(penalties, losses.AddScaled(penalties, labels.Generator))
            : new GeneratorTerms(null, losses);
    }

    /// <summary>[N] D's adversarial loss.</summary>
    protected abstract Tensor Adversarial(Tensor realScores, Tensor fakeScores);

    /// <summary>[N] G's adversarial loss.</summary>
    protected abstract Tensor Adversarial(Tensor fakeScores);

    /// <summary>The penalty on D's gradient, if there is one.</summary>
    protected virtual GradientPenalty? Penalty(IDiscriminator discriminator, DiscriminatorBatch batch) => null;

    /// <summary>
    /// [N] squared norms of the scores' gradients with respect to the pixels of <paramref name="images"/>,
    /// themselves differentiable.
    /// </summary>
    protected static Tensor SquaredGradientNorms(IDiscriminator discriminator, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(discriminator);
        return discriminator.ScoreGradient(images).Squared().sum([1, 2, 3]);
    }

    private static Tensor? CrossEntropy(Tensor? classes, Tensor? logits) =>
        classes is null || logits is null ? null : -(classes * functional.log_softmax(logits, 1)).sum([1]);
}
