using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Memory.Tests;

/// <summary>Training iterations of one phase on noise, from nothing.</summary>
public static class OneIteration
{
    /// <summary>As many images as a measurement draws in a row.</summary>
    private const int Drawn = 64;

    /// <summary>The last phase of a kind that a configuration plans.</summary>
    public static PhaseRecipe Recipe(TrainingConfiguration configuration, PhaseKind kind, int channels = 3)
    {
        var facts = new DatasetFacts("noise", new string('0', 64), 1024, channels, 1000, Labels: 10);
        return ExperimentPath.Of(configuration, facts).Last(p => p.Recipe.Kind == kind).Recipe;
    }

    /// <summary>
    /// Makes the networks, trains D and G once each, draws images as a measurement does and throws everything away.
    /// </summary>
    public static void Train(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        using var state = TrainingState.Initial(recipe, torch.CPU);
        state.Memory = state.Memory with { FakeScoreAverage = 1, AugmentProbability = 1 };
        // the arrays of the first weights
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var step = new TrainingStep(state, StepSettings.Of(recipe));
        using var scope = torch.NewDisposeScope();
        var alpha = recipe.Kind == PhaseKind.FadeIn ? 0.5 : 1;
        using var uniform = RandomTensors.Uniform(
            0, [recipe.Minibatch, recipe.Root.Channels, recipe.Resolution, recipe.Resolution]);
        var reals = uniform.MultiplyInPlace(2).AddInPlace(-1);
        var labels = state.Generator.ClassesInTurn(0, recipe.Minibatch, torch.CPU);
        step.TrainDiscriminator(new DiscriminatorInputs(0, reals, Latents(recipe, 1),
            RandomTensors.Uniform(2, [recipe.Minibatch]), labels), alpha);
        step.Average();
        step.TrainGenerator(new GeneratorInputs(0, Latents(recipe, 3), labels), alpha);
        GeneratedPixels.Draw(state.Generator, state.Gs, RandomTensors.Normal(4, [Drawn, recipe.Root.LatentSize]), alpha,
            state.Generator.ClassesInTurn(0, Drawn, torch.CPU));
    }

    private static torch.Tensor Latents(PhaseRecipe recipe, long seed) =>
        RandomTensors.Normal(seed, [recipe.Minibatch, recipe.Root.LatentSize]);
}
