using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>
/// Wasserstein loss with gradient penalty and drift. Sources: Gulrajani 2017, eq. 3; paper, appendix A.1; official loss.py,
/// <c>G_wgan</c> and <c>D_wgangp</c>. Gradients are taken by the pixels of the working resolution.
/// </summary>
public static class WganGp
{
    /// <summary>Loss of D; differentiable by what <paramref name="discriminator"/> holds.</summary>
    /// <param name="discriminator">[N,C,R,R] images to [N] scores.</param>
    /// <param name="reals">[N,C,R,R] in [-1,1].</param>
    /// <param name="fakes">[N,C,R,R], detached from G.</param>
    /// <param name="mix">[N] in [0,1): where between real (0) and fake (1) the penalty looks.</param>
    /// <param name="settings">Weights.</param>
    public static DiscriminatorTerms Discriminator(Func<Tensor, Tensor> discriminator, Tensor reals, Tensor fakes, Tensor mix, WganGpSettings settings)
    {
        ArgumentNullException.ThrowIfNull(discriminator);
        ArgumentNullException.ThrowIfNull(settings);
        var realScores = discriminator(reals);
        var fakeScores = discriminator(fakes);
        var norms = GradientNorms(discriminator, (reals + (fakes - reals) * mix.reshape(-1, 1, 1, 1)).detach());
        var penalties = (norms - settings.PenaltyTarget).square();
        var weight = settings.PenaltyWeight / (settings.PenaltyTarget * settings.PenaltyTarget);
        var loss = fakeScores - realScores + penalties * weight + realScores.square() * settings.DriftWeight;
        return new DiscriminatorTerms(realScores, fakeScores, norms, penalties, loss.mean());
    }

    /// <summary>Loss of G: the mean of the negated scores of its images.</summary>
    /// <param name="fakeScores">[N].</param>
    public static Tensor Generator(Tensor fakeScores) => -fakeScores.mean();

    /// <summary>[N] norms of the scores' gradients with respect to the pixels of <paramref name="images"/>, themselves differentiable.</summary>
    private static Tensor GradientNorms(Func<Tensor, Tensor> discriminator, Tensor images)
    {
        images.requires_grad_(true);
        var scores = discriminator(images).sum();
        var gradient = autograd.grad([scores], [images], retain_graph: true, create_graph: true)[0];    // [N,C,R,R]
        return gradient.square().sum([1, 2, 3]).sqrt();
    }
}
