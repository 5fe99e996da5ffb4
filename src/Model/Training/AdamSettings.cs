using PgGanLab.Growth.Phases;

namespace PgGanLab.Model.Training;

/// <summary>Adam's constants.</summary>
/// <param name="Beta1">Decay of the first moment; 0 in the paper.</param>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="Epsilon">Added to the square root of the second moment.</param>
public sealed record AdamSettings(double Beta1, double Beta2, double Epsilon)
{
    public static AdamSettings Of(PhaseRecipe recipe) => new(recipe.AdamBeta1, recipe.AdamBeta2, recipe.AdamEpsilon);

    /// <summary>Whether the first moment says more than the last gradient.</summary>
    public bool KeepsFirstMoment => Beta1 > 0;
}
