using PgGanLab.Growth.Tree;
using PgGanLab.Model.Losses;

namespace PgGanLab.Model.Training;

/// <summary>Constants of a phase's training steps.</summary>
/// <param name="LearningRate">Adam's step size for G.</param>
/// <param name="DiscriminatorLearningRate">Adam's step size for D.</param>
/// <param name="EmaBeta">Weight that Gs keeps of itself at each step.</param>
/// <param name="Loss">Weights of D's loss.</param>
public sealed record StepSettings(double LearningRate, double DiscriminatorLearningRate, double EmaBeta, WganGpSettings Loss)
{
    public static StepSettings Of(PhaseRecipe recipe) =>
        new(recipe.LearningRate, recipe.DiscriminatorLearningRate, recipe.EmaBeta, WganGpSettings.Of(recipe));
}
