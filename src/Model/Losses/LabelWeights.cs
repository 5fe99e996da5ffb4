using PgGanLab.Growth.Phases;

namespace PgGanLab.Model.Losses;

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
