using System.Collections.Immutable;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Storage;
using TorchSharp;

namespace PgGanLab.Model.Training;

/// <summary>All that training changes, and the networks that it belongs to.</summary>
public sealed class TrainingState : IDisposable
{
    /// <param name="shape">Which layers there are.</param>
    /// <param name="adam">The optimizers' constants; both begin fresh.</param>
    /// <param name="g">[P] stored values of G.</param>
    /// <param name="d">[P] stored values of D.</param>
    /// <param name="gs">[P] stored values of Gs.</param>
    /// <param name="device">Where everything lives.</param>
    /// <param name="numbers">What everything but layers of low precision computes in: float32, or float64 to compare
    /// with other programs.</param>
    public TrainingState(
        NetworkShape shape, AdamSettings adam, float[] g, float[] d, float[] gs, torch.Device device,
        torch.ScalarType numbers = torch.ScalarType.Float32)
    {
        Shape = shape;
        Generator = new Generator(shape);
        Discriminator = new Discriminator(shape);
        G = new NetworkParameters(Generator.Layout, g, device, numbers);
        D = new NetworkParameters(Discriminator.Layout, d, device, numbers);
        Gs = new NetworkParameters(Generator.Layout, gs, device, numbers);
        AdamG = new Adam(adam, Generator.Layout.Count, device, numbers);
        AdamD = new Adam(adam, Discriminator.Layout.Count, device, numbers);
    }

    public NetworkShape Shape { get; }

    public Generator Generator { get; }

    public Discriminator Discriminator { get; }

    public NetworkParameters G { get; }

    public NetworkParameters D { get; }

    /// <summary>Exponential moving average of G's parameters.</summary>
    public NetworkParameters Gs { get; }

    public Adam AdamG { get; }

    public Adam AdamD { get; }

    /// <summary>Real images shown so far.</summary>
    public long Nimg { get; set; }

    /// <summary>What training remembers besides.</summary>
    public StepMemory Memory { get; set; } = StepMemory.None;

    /// <summary>The very beginning of a run: Gs is G.</summary>
    /// <param name="recipe">What the phase trains.</param>
    /// <param name="device">Where everything lives.</param>
    /// <param name="classes">See <see cref="NetworkShape.Classes"/>.</param>
    public static TrainingState Initial(
        PhaseRecipe recipe, torch.Device device, ImmutableArray<int> classes = default)
    {
        var shape = NetworkShape.Of(recipe, classes);
        var g = NetworkParameters.InitialValues(new Generator(shape).Layout, recipe.Root.Seed, TensorPrefix.Generator);
        var d = NetworkParameters.InitialValues(
            new Discriminator(shape).Layout, recipe.Root.Seed, TensorPrefix.Discriminator);
        return new TrainingState(shape, AdamSettings.Of(recipe), g, d, g, device)
        {
            Nimg = recipe.Start,
            Memory = StepMemory.Initial(recipe)
        };
    }

    /// <summary>
    /// Goes on from a checkpoint of the same phase or of its parent. Layers that it does not have begin fresh, in Gs as
    /// in G; with new layers the optimizers begin fresh too, unless the recipe keeps them, and if it says so, once more
    /// when those are faded in. Source: official train.py, <c>reset_opt_for_new_lod</c>, which does both.
    /// </summary>
    /// <param name="checkpoint">Where it goes on.</param>
    /// <param name="recipe">What the phase trains.</param>
    /// <param name="device">Where everything lives.</param>
    /// <param name="classes">See <see cref="NetworkShape.Classes"/>.</param>
    public static TrainingState From(
        Checkpoint checkpoint, PhaseRecipe recipe, torch.Device device, ImmutableArray<int> classes = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var shape = NetworkShape.Of(recipe, classes);
        var (gLayout, dLayout) = (new Generator(shape).Layout, new Discriminator(shape).Layout);
        var seed = recipe.Root.Seed;
        var g = checkpoint.Read(
            TensorPrefix.Generator, gLayout, NetworkParameters.InitialValues(gLayout, seed, TensorPrefix.Generator));
        var d = checkpoint.Read(TensorPrefix.Discriminator, dLayout,
            NetworkParameters.InitialValues(dLayout, seed, TensorPrefix.Discriminator));
        var gs = checkpoint.Read(TensorPrefix.AverageGenerator, gLayout, otherwise: g);
        var state = new TrainingState(shape, AdamSettings.Of(recipe), g, d, gs, device)
        {
            Nimg = checkpoint.Header.Nimg,
            Memory = checkpoint.Header.Memory
        };
        var before = checkpoint.Header.Recipe;
        var isReset = before.Resolution == recipe.Resolution
            ? before.Kind != recipe.Kind && recipe.ResetOptimizerAfterFadeIn
            : recipe.ResetOptimizer;
        if (!isReset)
            state.RestoreOptimizers(checkpoint);
        return state;
    }

    /// <exception cref="DivergedException">Some weight is not finite.</exception>
    public void RequireFinite()
    {
        DivergedException.ThrowIfNotFinite(G.Stored, "weights of G");
        DivergedException.ThrowIfNotFinite(D.Stored, "weights of D");
        DivergedException.ThrowIfNotFinite(Gs.Stored, "weights of Gs");
    }

    /// <summary>Stores everything as a checkpoint.</summary>
    /// <param name="path">Where.</param>
    /// <param name="phase">What is trained.</param>
    /// <param name="openTick">What a tick that is not over has so far; null between two.</param>
    /// <exception cref="Storage.FileNotWrittenException">It could not be stored; nothing of it stays.</exception>
    public WrittenFile Save(string path, PlannedPhase phase, OpenTick? openTick = null)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var header = new CheckpointHeader(phase.Key, phase.Recipe, Nimg, AdamG.Steps, AdamD.Steps, Memory)
        {
            OpenTick = openTick,
            Classes = Shape.HasGaps ? Shape.Classes : default,
        };
        return Checkpoint.Write(path, header, Groups());
    }

    public void Dispose()
    {
        G.Dispose();
        D.Dispose();
        Gs.Dispose();
        AdamG.Dispose();
        AdamD.Dispose();
    }

    private IEnumerable<TensorGroup> Groups() =>
    [
        new TensorGroup(TensorPrefix.Generator, G.Layout, G.ToArray()),
        new TensorGroup(TensorPrefix.Discriminator, D.Layout, D.ToArray()),
        new TensorGroup(TensorPrefix.AverageGenerator, Gs.Layout, Gs.ToArray()),
        .. AdamG.Groups(TensorPrefix.Generator, G.Layout),
        .. AdamD.Groups(TensorPrefix.Discriminator, D.Layout),
    ];

    private void RestoreOptimizers(Checkpoint checkpoint)
    {
        AdamG.Restore(checkpoint, TensorPrefix.Generator, G.Layout, checkpoint.Header.AdamStepsG);
        AdamD.Restore(checkpoint, TensorPrefix.Discriminator, D.Layout, checkpoint.Header.AdamStepsD);
    }
}
