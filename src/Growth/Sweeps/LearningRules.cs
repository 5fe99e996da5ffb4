using System.Collections.Immutable;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Sweeps.Presets;

namespace PgGanLab.Growth.Sweeps;

/// <summary>What must hold of a sweep that grows from results.</summary>
internal static class LearningRules
{
    /// <summary>Settings that change how many images a run is shown: results would not be made at equal kimg.</summary>
    private static readonly ImmutableArray<string> Lengths = ["fadeInKimg", "stabilizeKimg", "startResolution"];

    /// <exception cref="InvalidInputException">One sentence on the first rule that is broken.</exception>
    public static void Check(SweepDefinition sweep)
    {
        var search = sweep.Search;
        if (!sweep.Grows)
            return;
        if (search.Learns && sweep.MoreRepeats is not null)
            throw new InvalidInputException(
                $"Strategy {search.StrategyName} chooses points from results, so repeats can't choose seeds from them "
                + "too; give repeats as one number, or take strategy grid, list, random or sobol.");
        if (sweep.MoreRepeats is not null
            && sweep.Search.Dimensions.SelectMany(d => d.Settings).Contains(PointExperiments.SeedKey))
            throw new InvalidInputException(
                "Repeats choose the seeds, but search.space varies seed too; remove one of them.");
        var (who, instead) = search.Learns
            ? ($"Strategy {search.StrategyName}", "take strategy random or sobol")
            : ("repeats with max", "give repeats as one number");
        if (sweep.Varied.FirstOrDefault(k => Lengths.Contains(k.Name)) is { } length)
            throw new InvalidInputException(
                $"{who} compares experiments at equal kimg, but {length} changes how long "
                + $"they train; put it under base, or {instead}.");
        if (sweep.Objective == SweepObjective.None)
            throw new InvalidInputException(
                $"{who} learns from results, but {SweepObjective.Key} is "
                + $"{sweep.Objective.Word()}; set it to {SweepObjective.Swd.Word()}, or {instead}.");
        if (sweep.Base.Apply().Resolution is var resolution and < SweepScale.LeastResolution)
            throw new InvalidInputException(
                $"{who} learns from SWD, which begins at {SweepScale.LeastResolution} px, but "
                + $"the sweep ends at {resolution} px; choose resolution {SweepScale.LeastResolution} or more, or "
                + $"{instead}.");
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
