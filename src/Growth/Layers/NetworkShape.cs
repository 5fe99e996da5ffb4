using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Layers;

/// <summary>What decides which layers a phase's networks have, and their sizes.</summary>
/// <param name="Resolution">Pixels of the images.</param>
/// <param name="FadesIn">Whether the newest layers blend in, so that the next lower resolution's ToRGB and
/// FromRGB are there too.</param>
/// <param name="FeatureMaps">Of stage 0 (D's first dense layer), 1 (4 px), 2 (8 px), … up to the
/// resolution's stage.</param>
/// <param name="Channels">Of the images: 1, 3 or 4.</param>
/// <param name="LatentSize">Length of a latent vector.</param>
/// <param name="MinibatchStddevGroup">Images in one group of the minibatch standard deviation layer;
/// 1 switches it off.</param>
public sealed record NetworkShape(
    int Resolution, bool FadesIn, ImmutableArray<int> FeatureMaps, int Channels, int LatentSize,
    int MinibatchStddevGroup)
{
    /// <summary>Classes K that G draws and D tells apart; 0: none.</summary>
    public int Labels { get; init; }

    /// <summary>
    /// The classes that have a real image, ascending: nothing may ask G for another. All K, but for datasets that were
    /// made before December 2026, whose numbers may have gaps.
    /// </summary>
    public ImmutableArray<int> Classes
    {
        get => field.IsDefault ? [.. Enumerable.Range(0, Labels)] : field;
        init;
    }

    /// <summary>Whether a class has no image.</summary>
    public bool HasGaps => Classes.Length < Labels;

    /// <summary>
    /// Whether G's dense layer has a bias for each unit rather than for each feature map; only
    /// imported generators have.
    /// </summary>
    public bool DenseBiasPerUnit { get; init; }

    /// <summary>
    /// Whether no normalization follows G's dense layer, whatever follows the others; only imported generators have it
    /// so.
    /// </summary>
    public bool DenseUnnormalized { get; init; }

    /// <summary>Switches of the layers.</summary>
    public LayerOptions Layers { get; init; } = LayerOptions.Default;

    /// <summary>Number types of the layers.</summary>
    public ArithmeticOptions Arithmetic { get; init; } = ArithmeticOptions.Default;

    /// <summary>
    /// Images that some layer looks at together: a minibatch is never split within so many. int.MaxValue: all of it.
    /// </summary>
    public int SetSize => Layers is { MinibatchLayer: MinibatchLayer.Discrimination }
        or { GeneratorNorm: GeneratorNorm.Batch }
        ? int.MaxValue
        : StddevGroup;

    /// <summary>Images in one group of the minibatch standard deviation layer; 1 where there is none.</summary>
    public int StddevGroup => Layers.MinibatchLayer == MinibatchLayer.Stddev ? MinibatchStddevGroup : 1;

    /// <param name="recipe">What the phase trains.</param>
    /// <param name="classes">See <see cref="Classes"/>; default: all. Without effect where it trains none.</param>
    public static NetworkShape Of(PhaseRecipe recipe, ImmutableArray<int> classes = default) => new(
        recipe.Resolution, recipe.Kind == PhaseKind.FadeIn, recipe.FeatureMaps, recipe.Root.Channels,
        recipe.Root.LatentSize, recipe.MinibatchStddevGroup)
    {
        Labels = recipe.Labels,
        Classes = recipe.Labels == 0 ? default : classes,
        Layers = recipe.Layers,
        Arithmetic = recipe.Arithmetic,
    };

    /// <summary>Resolutions of the blocks above 4 px, lowest first.</summary>
    public IEnumerable<int> BlockResolutions
    {
        get
        {
            for (var resolution = 8; resolution <= Resolution; resolution *= 2)
                yield return resolution;
        }
    }

    /// <summary>Feature maps of the layers at <paramref name="resolution"/> px.</summary>
    public int Maps(int resolution) => FeatureMaps[ConfigurationRules.StageOf(resolution)];
}
