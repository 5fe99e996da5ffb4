using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Losses;

/// <summary>D(x) = weight * sum of the pixels, whose gradient is the weight everywhere.</summary>
/// <param name="weight">Scalar.</param>
/// <param name="classifies">Whether it has logits: 0 for the first of two classes, the score for the second.</param>
internal sealed class LinearDiscriminator(torch.Tensor weight, bool classifies = false) : IDiscriminator
{
    public DiscriminatorOutput Call(torch.Tensor images, string pass)
    {
        var scores = (images * weight).sum([1, 2, 3]);                          // [N]
        return new(scores, classifies ? torch.stack([torch.zeros_like(scores), scores], 1) : null);
    }

    public torch.Tensor ScoreGradient(torch.Tensor images) => torch.ones_like(images) * weight;
}
