using PgGanLab.Model.Losses;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>
/// One iteration of training: D's steps, each followed by the average Gs (of G before this iteration's step), then G's step against
/// the new D. Source: official train.py, <c>train_progressive_gan</c>.
/// </summary>
public sealed class TrainingStep(TrainingState state, StepSettings settings)
{
    /// <summary>Trains D on one minibatch.</summary>
    /// <param name="reals">[N,C,R,R] in [-1,1].</param>
    /// <param name="latents">[N,L].</param>
    /// <param name="mix">[N] in [0,1].</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <returns>Means over the minibatch, in the current dispose scope.</returns>
    /// <exception cref="NotFiniteException">A term or the gradient is not finite; nothing was changed.</exception>
    public StepTerms TrainDiscriminator(Tensor reals, Tensor latents, Tensor mix, double alpha)
    {
        var fakes = Fakes(latents, alpha);                                      // [N,C,R,R]
        var d = state.D.Bind(differentiable: true);
        var terms = WganGp.Discriminator(images => state.Discriminator.Call(d, images, alpha), reals, fakes, mix, settings.Loss);
        var values = StepTerms.Of(terms);
        values.RequireFinite();
        var gradient = autograd.grad([terms.Loss], [d.Stored])[0];              // [P]
        NotFiniteException.ThrowIfNotFinite(gradient, "gradient of D");
        state.AdamD.Step(state.D, gradient, settings.DiscriminatorLearningRate);
        return values;
    }

    /// <summary>Moves Gs toward G: Gs = G + (Gs - G) * beta.</summary>
    public void Average() => state.Gs.Stored.sub_(state.G.Stored).mul_(settings.EmaBeta).add_(state.G.Stored);

    /// <summary>Trains G on one minibatch of latents.</summary>
    /// <param name="latents">[N,L].</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="NotFiniteException">The loss or the gradient is not finite; nothing was changed.</exception>
    public double TrainGenerator(Tensor latents, double alpha)
    {
        var d = state.D.Bind(differentiable: false);
        var g = state.G.Bind(differentiable: true);
        var loss = WganGp.Generator(state.Discriminator.Call(d, state.Generator.Call(g, latents, alpha), alpha));
        var value = NotFiniteException.ThrowIfNotFinite(loss.item<float>(), "g_loss");
        var gradient = autograd.grad([loss], [g.Stored])[0];                    // [P]
        NotFiniteException.ThrowIfNotFinite(gradient, "gradient of G");
        state.AdamG.Step(state.G, gradient, settings.LearningRate);
        return value;
    }

    private Tensor Fakes(Tensor latents, double alpha)
    {
        using var mode = no_grad();
        return state.Generator.Call(state.G.Bind(differentiable: false), latents, alpha);
    }
}
