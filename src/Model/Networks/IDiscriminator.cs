using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>D with its numbers, as a loss asks it.</summary>
public interface IDiscriminator
{
    /// <param name="images">[N,C,R,R].</param>
    /// <returns>Scores and logits.</returns>
    DiscriminatorOutput Call(Tensor images);

    /// <param name="images">[N,C,R,R].</param>
    /// <returns>[N,C,R,R] gradient of the sum of the scores by the pixels, itself differentiable by
    /// D's parameters.</returns>
    Tensor ScoreGradient(Tensor images);
}
