using System.Collections.Immutable;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Sweeps.Presets;

namespace PgGanLab.Growth.Sweeps;

/// <summary>What must hold of a sweep whose search learns from results.</summary>
internal static class LearningRules
{
    /// <summary>Settings that change how many images a run is shown: results would not be made at equal kimg.</summary>
    private static readonly ImmutableArray<string> Lengths = ["fadeInKimg", "stabilizeKimg", "startResolution"];

    /// <exception cref="InvalidInputException">One sentence on the first rule that is broken.</exception>
    public static void Check(SweepDefinition sweep)
    {
        var search = sweep.Search;
        if (!search.Learns)
            return;
        if (sweep.Varied.FirstOrDefault(k => Lengths.Contains(k.Name)) is { } length)
            throw new InvalidInputException(
                $"Strategy {search.StrategyName} compares experiments at equal kimg, but {length} changes how long "
                + "they train; put it under base, or take strategy random or sobol.");
        if (sweep.Objective == SweepObjective.None)
            throw new InvalidInputException(
                $"Strategy {search.StrategyName} learns from results, but {SweepObjectives.Key} is "
                + $"{sweep.Objective.Word()}; set it to {SweepObjective.Swd.Word()}, or take strategy random or sobol.");
        if (sweep.Base.Apply().Resolution is var resolution and < SweepScale.LeastResolution)
            throw new InvalidInputException(
                $"Strategy {search.StrategyName} learns from SWD, which begins at {SweepScale.LeastResolution} px, but "
                + $"the sweep ends at {resolution} px; choose resolution {SweepScale.LeastResolution} or more, or "
                + "another strategy.");
        if (search.Strategy == SearchStrategy.Gp
            && sweep.MaxExperiments / sweep.Repeats is var points and > ExpectedImprovement.MostPoints)
            throw new InvalidInputException(
                $"Strategy gp is for small budgets, {ExpectedImprovement.MostPoints} points at most, but the budget "
                + $"allows {points}; lower budget.maxExperiments, or take strategy tpe.");
    }

    /// <summary>How many experiments of a plan are certain: those that are drawn before anything is known.</summary>
    public static int Foreseen(SweepDefinition sweep, int experiments) => sweep.Search.Learns
        ? Math.Min(experiments, LearnedPoints.StartupOf(sweep.Search) * sweep.Repeats)
        : experiments;
}
