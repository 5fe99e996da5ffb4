using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

/// <summary>
/// The schedule as the trainer follows it: phase by phase, each as its recipe says (<c>PhaseRun</c> asks it the
/// same). Each iteration has an alpha of its own here, as in the official class; how a row of iterations keeps one
/// is tested with the recipe.
/// </summary>
internal sealed class TrainedSchedule(TrainingConfiguration configuration)
{
    private readonly ImmutableArray<PhaseRecipe> recipes =
    [
        .. ExperimentPath.Of(configuration with { MinibatchRepeats = 1 }, Seeded.Large).Select(p => p.Recipe),
    ];

    /// <summary>
    /// The phase that trains the iteration which begins at <paramref name="nimg"/>; past the end the last.
    /// </summary>
    public PhaseRecipe At(long nimg) => recipes.FirstOrDefault(recipe => recipe.Covers(nimg)) ?? recipes[^1];

    /// <summary>Official level of detail: 0 at the final resolution, fractional while layers fade in.</summary>
    public double Lod(long nimg) =>
        int.Log2(configuration.Resolution) - int.Log2(At(nimg).Resolution) + 1 - At(nimg).Alpha(nimg);
}
