using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Simulation;

/// <summary>
/// What phases ask of devices. Thousands of phases differ in learning rates alone: each shape is counted once.
/// </summary>
internal sealed class RecipeShapes
{
    private readonly Dictionary<Shape, (TrainingLoad Load, DeviceNeed Need)> known = [];

    public (TrainingLoad Load, DeviceNeed Need) Of(PhaseRecipe recipe)
    {
        var shape = Shape.Of(recipe);
        if (!known.TryGetValue(shape, out var asked))
            known.Add(shape, asked = (TrainingLoad.Of(recipe), DeviceNeed.Of(recipe)));
        return asked;
    }

    /// <summary>All of a recipe that its load and its memory depend on.</summary>
    private sealed record Shape(
        int Resolution, PhaseKind Kind, string FeatureMaps, int Channels, int LatentSize, int Labels, int StddevGroup,
        int Minibatch, int Share, int CriticRepeats, bool HasMomentum, LossKind Loss, LayerOptions Layers,
        ArithmeticOptions Arithmetic, (bool, bool, bool) Augmented)
    {
        public static Shape Of(PhaseRecipe r) => new(
            r.Resolution, r.Kind, string.Join(',', r.FeatureMaps), r.Root.Channels, r.Root.LatentSize, r.Labels,
            r.MinibatchStddevGroup, r.Minibatch, r.MaxMinibatchPerDevice, r.CriticRepeats, r.AdamBeta1 != 0,
            r.Loss.Kind, r.Layers, r.Arithmetic, (r.Augment.Color, r.Augment.Translation, r.Augment.Cutout));
    }
}
