using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Phases;

/// <summary>Turns one experiment's configuration into its path through the growth tree.</summary>
public static class ExperimentPath
{
    /// <summary>The experiment's phases in order, each with its key.</summary>
    /// <exception cref="InvalidInputException">
    /// The configuration breaks a rule (<see cref="ConfigurationRules"/>).
    /// </exception>
    public static ImmutableArray<PlannedPhase> Of(TrainingConfiguration configuration, DatasetFacts dataset)
    {
        ConfigurationRules.Check(configuration, dataset);
        configuration = InertSettings.Normal(configuration, dataset);
        var root = new RootRecipe(
            dataset.Fingerprint, dataset.Channels, configuration.LatentSize, "float32", configuration.Seed,
            RootRecipe.CurrentSemantics);
        return Phases(configuration, dataset, root, null, 0);
    }

    /// <summary>
    /// The phases that follow a trained one in an experiment that goes on from its checkpoint: their keys hold that one's,
    /// and with it all that was trained before, whoever trained it.
    /// </summary>
    /// <param name="trained">The phase whose end is copied.</param>
    /// <param name="configuration">
    /// What comes after it; seed, networks and lengths are those that the phase was trained with.
    /// </param>
    /// <param name="dataset">What the phase was trained on.</param>
    /// <exception cref="InvalidInputException">
    /// The configuration breaks a rule (<see cref="ConfigurationRules"/>).
    /// </exception>
    public static ImmutableArray<PlannedPhase> After(
        PlannedPhase trained, TrainingConfiguration configuration, DatasetFacts dataset)
    {
        ConfigurationRules.Check(configuration, dataset);
        return Phases(InertSettings.Normal(configuration, dataset), dataset, trained.Recipe.Root, trained.Key,
            trained.Recipe.Index + 1);
    }

    private static ImmutableArray<PlannedPhase> Phases(
        TrainingConfiguration configuration, DatasetFacts dataset, RootRecipe root, PhaseKey? parent, int first)
    {
        var phases = ImmutableArray.CreateBuilder<PlannedPhase>();
        foreach (var span in new GrowthSchedule(configuration).Phases.Skip(first))
        {
            var recipe = Recipe(configuration, dataset, root, span);
            var key = PhaseKey.Of(recipe, parent);
            phases.Add(new PlannedPhase(key, parent, recipe));
            parent = key;
        }
        return phases.ToImmutable();
    }

    private static PhaseRecipe Recipe(
        TrainingConfiguration c, DatasetFacts dataset, RootRecipe root, PhaseSpan span) => new()
        {
            Root = root,
            Index = span.Index,
            Kind = span.Kind,
            Resolution = span.Resolution,
            Start = span.Start,
            End = span.End,
            FeatureMaps =
                [.. Enumerable.Range(0, ConfigurationRules.StageOf(span.Resolution) + 1).Select(c.FeatureMaps)],
            MinibatchStddevGroup = c.MinibatchStddevGroup,
            Layers = c.Layers,
            Labels = c.Conditional ? dataset.Labels : 0,
            LabelSampling = c.LabelSampling,
            Mirror = c.Mirror,
            Minibatch = c.Minibatch.At(span.Resolution),
            MinibatchRepeats = span.Kind == PhaseKind.FadeIn ? c.MinibatchRepeats : 1,
            MaxMinibatchPerDevice = Share(c.MaxMinibatchPerDevice.At(span.Resolution), c.Minibatch.At(span.Resolution)),
            LearningRate = c.LearningRate.At(span.Resolution),
            DiscriminatorLearningRate = c.DiscriminatorLearningRateAt(span.Resolution),
            EmaBeta = c.EmaBetaAt(span.Resolution),
            Loss = c.Loss with { PenaltyPixels = PenaltyPixels.Native },
            PenaltyScale = c.Loss is { Kind: LossKind.WganGp, PenaltyPixels: PenaltyPixels.Official }
            ? (double)span.Resolution / c.Resolution
            : 1,
            GradientPenaltyWeight = c.GradientPenaltyWeight,
            GradientPenaltyTarget = c.GradientPenaltyTarget,
            DriftWeight = c.DriftWeight,
            CriticRepeats = c.CriticRepeats,
            ResetOptimizer = c.ResetOptimizer || !AddsLayers(c, span),
            ResetOptimizerAfterFadeIn = c.ResetOptimizerAfterFadeIn
            && span is { Kind: PhaseKind.Stabilize, Index: > 0 }
            && c.FadeInKimg.At(span.Resolution) > 0,
            AdamBeta1 = c.AdamBeta1,
            AdamBeta2 = c.AdamBeta2,
            AdamEpsilon = c.AdamEpsilon,
            Augment = Augment(c.Augment),
            Arithmetic = c.Arithmetic.LowPrecision != LowPrecision.Off
                && span.Resolution >= c.Arithmetic.LowPrecisionFrom
            ? c.Arithmetic
            : ArithmeticOptions.Default,
            Guard = c.Guard,
        };

    /// <summary>Whether a phase begins with layers that the one before it did not have.</summary>
    private static bool AddsLayers(TrainingConfiguration c, PhaseSpan span) =>
        span.Index > 0
        && (span.Kind == PhaseKind.FadeIn || GrowthSchedule.Images(c.FadeInKimg.At(span.Resolution)) == 0);

    private static AugmentOptions Augment(
        AugmentOptions options) => (options.Active, double.IsNaN(options.Probability)) switch
        {
            (false, _) => AugmentOptions.Default,
            (true, true) => options with { Probability = options.Target > 0 ? 0 : 1 },
            _ => options,
        };

    /// <summary>A limit that limits nothing is none.</summary>
    private static int Share(int limit, int minibatch) => limit >= minibatch ? 0 : limit;
}

/// <summary>One growth phase of one experiment: what to train and where it is found.</summary>
/// <param name="Key">Its content address.</param>
/// <param name="Parent">The phase whose checkpoint it starts from; null for the first of a run.</param>
/// <param name="Recipe">What it trains.</param>
public sealed record PlannedPhase(PhaseKey Key, PhaseKey? Parent, PhaseRecipe Recipe);
