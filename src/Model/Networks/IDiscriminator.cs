using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>D with its numbers, as a loss asks it.</summary>
public interface IDiscriminator
{
    /// <param name="images">[N,C,R,R].</param>
    /// <param name="pass">What they are, such as <c>reals</c>: noise is drawn for it alone.</param>
    /// <returns>Scores and logits.</returns>
    DiscriminatorOutput Call(Tensor images, string pass);

    /// <param name="images">[N,C,R,R].</param>
    /// <returns>[N,C,R,R] gradient of the sum of the scores by the pixels, itself differentiable by
    /// D's parameters.</returns>
    Tensor ScoreGradient(Tensor images);
}

/// <summary>What D says of images.</summary>
/// <param name="Scores">[N]; with WGAN-GP, greater means more real.</param>
/// <param name="Logits">[N,K] of the classes; null where D knows none.</param>
public sealed record DiscriminatorOutput(Tensor Scores, Tensor? Logits);

/// <summary>D with the parameters of one step.</summary>
/// <param name="discriminator">Its layers.</param>
/// <param name="parameters">Its numbers.</param>
/// <param name="alpha">Weight of the newest layers, 0 to 1.</param>
/// <param name="noise">What disturbs the layers' inputs in a pass; null for nothing.</param>
public sealed class StepDiscriminator(
    Discriminator discriminator, ScaledParameters parameters, double alpha, Func<string, LayerNoise?>? noise = null)
    : IDiscriminator
{
    public DiscriminatorOutput Call(Tensor images, string pass) =>
        discriminator.Call(parameters, images, alpha, noise?.Invoke(pass));

    public Tensor ScoreGradient(Tensor images) => discriminator.ScoreGradient(parameters, images, alpha);
}
