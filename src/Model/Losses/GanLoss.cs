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
        var reals = discriminator.Call(batch.Reals, "reals");
        var fakes = discriminator.Call(batch.Fakes, "fakes");
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

/// <summary>
/// Wasserstein loss with gradient penalty and drift. Sources: Gulrajani 2017, eq. 3; paper,
/// appendix A.1; official loss.py,
/// <c>G_wgan_acgan</c> and <c>D_wgangp_acgan</c>.
/// </summary>
/// <param name="penaltyWeight">lambda of the gradient penalty.</param>
/// <param name="penaltyTarget">Gradient norm that the penalty pulls toward.</param>
/// <param name="driftWeight">Weight of the squared real score (paper, appendix A.1: epsilon_drift).</param>
/// <param name="labels">Weights of the classification.</param>
public sealed class WganGp(double penaltyWeight, double penaltyTarget, double driftWeight, LabelWeights labels)
    : GanLoss(labels)
{
    /// <summary>
    /// Norms by the pixels of the working resolution are multiplied by this: 1, or working / final resolution as in the
    /// official code, whose networks take images of the final size.
    /// </summary>
    public double PenaltyScale { get; init; } = 1;

    protected override Tensor Adversarial(Tensor realScores, Tensor fakeScores) =>
        (fakeScores - realScores).AddScaled(realScores.Squared(), driftWeight);

    protected override Tensor Adversarial(Tensor fakeScores) => -fakeScores;

    protected override GradientPenalty Penalty(IDiscriminator discriminator, DiscriminatorBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var mixed = batch.Reals.Plus((batch.Fakes - batch.Reals) * batch.Mix.reshape(-1, 1, 1, 1));
        var norms = SquaredGradientNorms(discriminator, mixed).sqrt();
        if (PenaltyScale != 1)
            norms = norms.Times(PenaltyScale);
        var penalties = norms.Minus(penaltyTarget).Squared();
        return new GradientPenalty(norms, penalties, penalties.Times(penaltyWeight / (penaltyTarget * penaltyTarget)));
    }
}

/// <summary>What one step of D sees.</summary>
/// <param name="Reals">[N,C,R,R] in [-1,1].</param>
/// <param name="Fakes">[N,C,R,R], detached from G.</param>
/// <param name="Mix">[N] in [0,1): where between real (0) and fake (1) the gradient penalty looks.</param>
/// <param name="Labels">[N,K] one-hot, of the reals and, drawn with them, of the fakes; null without classes.</param>
public sealed record DiscriminatorBatch(Tensor Reals, Tensor Fakes, Tensor Mix, Tensor? Labels);

/// <summary>What D's loss is made of, each [N] one number an image; null where the loss has no such term.</summary>
/// <param name="RealScores">Scores of the real images.</param>
/// <param name="FakeScores">Scores of G's images.</param>
/// <param name="Penalty">Of the scores' gradient.</param>
/// <param name="RealLabelPenalties">Cross-entropy of the real images' classes.</param>
/// <param name="FakeLabelPenalties">Cross-entropy of the classes that G's images should have.</param>
/// <param name="Losses">Everything, weighted; D's loss is the mean.</param>
public sealed record DiscriminatorTerms(
    Tensor RealScores, Tensor FakeScores, GradientPenalty? Penalty, Tensor? RealLabelPenalties,
    Tensor? FakeLabelPenalties, Tensor Losses);

/// <summary>A penalty on the gradient of the scores by the images, each [N].</summary>
/// <param name="Norms">Euclidean norms of the gradients.</param>
/// <param name="Penalties">What is penalized, without weight.</param>
/// <param name="Weighted">Its part of the loss.</param>
public sealed record GradientPenalty(Tensor Norms, Tensor Penalties, Tensor Weighted);

/// <summary>What G's loss is made of, each [N] one number an image; null where the loss has no such term.</summary>
/// <param name="LabelPenalties">Cross-entropy of the classes that the images should have.</param>
/// <param name="Losses">Everything, weighted; G's loss is the mean.</param>
public sealed record GeneratorTerms(Tensor? LabelPenalties, Tensor Losses);

/// <summary>
/// Weights of the classification in both losses (AC-GAN, Odena 2017; official loss.py, <c>cond_weight</c>).
/// </summary>
/// <param name="Generator">In G's loss.</param>
/// <param name="Discriminator">In D's loss, for real images and for G's.</param>
public sealed record LabelWeights(double Generator, double Discriminator)
{
    public static LabelWeights Of(PhaseRecipe recipe) =>
        new(recipe.Loss.GeneratorLabelWeight, recipe.Loss.DiscriminatorLabelWeight);
}
