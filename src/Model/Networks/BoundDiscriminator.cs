using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>D with the parameters of one step.</summary>
/// <param name="discriminator">Its layers.</param>
/// <param name="parameters">Its numbers.</param>
/// <param name="alpha">Weight of the newest layers, 0 to 1.</param>
/// <param name="noise">What disturbs the layers' inputs in the next call; null for nothing.</param>
public sealed class BoundDiscriminator(
    Discriminator discriminator, BoundParameters parameters, double alpha, Func<LayerNoise?>? noise = null)
    : IDiscriminator
{
    public DiscriminatorOutput Call(Tensor images) => discriminator.Call(parameters, images, alpha, noise?.Invoke());

    public Tensor ScoreGradient(Tensor images) => discriminator.ScoreGradient(parameters, images, alpha);
}
