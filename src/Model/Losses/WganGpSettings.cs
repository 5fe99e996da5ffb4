using PgGanLab.Growth.Tree;

namespace PgGanLab.Model.Losses;

/// <summary>Weights of the discriminator loss.</summary>
/// <param name="PenaltyWeight">lambda of the gradient penalty.</param>
/// <param name="PenaltyTarget">Gradient norm that the penalty pulls toward.</param>
/// <param name="DriftWeight">Weight of the squared real score (paper, appendix A.1: epsilon_drift).</param>
public sealed record WganGpSettings(double PenaltyWeight, double PenaltyTarget, double DriftWeight)
{
    public static WganGpSettings Of(PhaseRecipe recipe) => new(recipe.GradientPenaltyWeight, recipe.GradientPenaltyTarget, recipe.DriftWeight);
}
