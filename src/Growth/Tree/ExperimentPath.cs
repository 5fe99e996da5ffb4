using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Schedule;

namespace PgGanLab.Growth.Tree;

/// <summary>Turns one experiment's configuration into its path through the growth tree.</summary>
public static class ExperimentPath
{
    /// <summary>The experiment's phases in order, each with its key.</summary>
    /// <exception cref="InvalidInputException">The configuration breaks a rule (<see cref="ConfigurationRules"/>).</exception>
    public static ImmutableArray<PlannedPhase> Of(TrainingConfiguration configuration, DatasetFacts dataset)
    {
        ConfigurationRules.Check(configuration, dataset);
        var root = new RootRecipe(
            dataset.Fingerprint, dataset.Channels, configuration.LatentSize, "float32", configuration.Seed, RootRecipe.CurrentSemantics);
        var phases = ImmutableArray.CreateBuilder<PlannedPhase>();
        PhaseKey? parent = null;
        foreach (var span in new GrowthSchedule(configuration).Phases)
        {
            var recipe = Recipe(configuration, root, span);
            var key = PhaseKey.Of(recipe, parent);
            phases.Add(new PlannedPhase(key, parent, recipe));
            parent = key;
        }
        return phases.ToImmutable();
    }

    private static PhaseRecipe Recipe(TrainingConfiguration c, RootRecipe root, PhaseSpan span) => new()
    {
        Root = root,
        Index = span.Index,
        Kind = span.Kind,
        Resolution = span.Resolution,
        Start = span.Start,
        End = span.End,
        FeatureMaps = [.. Enumerable.Range(0, ConfigurationRules.StageOf(span.Resolution) + 1).Select(c.FeatureMaps)],
        MinibatchStddevGroup = c.MinibatchStddevGroup,
        Mirror = c.Mirror,
        Minibatch = c.Minibatch.At(span.Resolution),
        LearningRate = c.LearningRate.At(span.Resolution),
        DiscriminatorLearningRate = c.DiscriminatorLearningRateAt(span.Resolution),
        EmaBeta = c.EmaBeta.At(span.Resolution),
        GradientPenaltyWeight = c.GradientPenaltyWeight,
        GradientPenaltyTarget = c.GradientPenaltyTarget,
        DriftWeight = c.DriftWeight,
        CriticRepeats = c.CriticRepeats,
        AdamBeta1 = c.AdamBeta1,
        AdamBeta2 = c.AdamBeta2,
        AdamEpsilon = c.AdamEpsilon,
    };
}
