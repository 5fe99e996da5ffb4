using System.Collections.Immutable;
using static PgGanLab.Growth.Configuration.Catalog.Setting;
using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration.Catalog;

/// <summary>Layers and their sizes.</summary>
internal static class NetworkSettings
{
    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        Size(Networks, "resolution", "Width and height of the final images, a power of two.", c => c.Resolution, (c, v) => c with { Resolution = v }, searchable: false),
        Whole(Networks, "latentSize", "", "Length of a latent vector.", 1, 4096, c => c.LatentSize, (c, v) => c with { LatentSize = (int)v }),
        Whole(Networks, "fmapBase", "", "Feature maps at stage s are fmapBase / 2^(s * fmapDecay), up to fmapMax.", 1, 1 << 20, c => c.FmapBase, (c, v) => c with { FmapBase = (int)v }),
        Real(Networks, "fmapDecay", "", "How fast feature maps become fewer with resolution: 1 halves them at each doubling.", 0, true, 4, c => c.FmapDecay, (c, v) => c with { FmapDecay = v }),
        Whole(Networks, "fmapMax", "", "Most feature maps of any layer.", 1, 4096, c => c.FmapMax, (c, v) => c with { FmapMax = (int)v }),
        Word(Networks, "minibatchLayer", ["stddev", "discrimination", "none"], "How D sees the variation within a minibatch.", c => c.Layers.MinibatchLayer, (c, v) => c with { Layers = c.Layers with { MinibatchLayer = v } }),
        Whole(Networks, "minibatchStddevGroup", "images", "Group of the minibatch standard deviation layer; 1 switches it off.", 1, 1024, c => c.MinibatchStddevGroup, (c, v) => c with { MinibatchStddevGroup = (int)v }),
        Switch(Networks, "normalizeLatents", "Normalize latents before G's first layer.", c => c.Layers.NormalizeLatents, (c, v) => c with { Layers = c.Layers with { NormalizeLatents = v } }),
        Switch(Networks, "equalizedLearningRate", "Store weights as N(0,1) and scale them at use.", c => c.Layers.EqualizedLearningRate, (c, v) => c with { Layers = c.Layers with { EqualizedLearningRate = v } }),
        Word(Networks, "generatorNorm", ["pixel", "batch", "none"], "What follows each convolution of G.", c => c.Layers.GeneratorNorm, (c, v) => c with { Layers = c.Layers with { GeneratorNorm = v } }),
        Word(Networks, "discriminatorNorm", ["none", "layer"], "What follows each convolution of D.", c => c.Layers.DiscriminatorNorm, (c, v) => c with { Layers = c.Layers with { DiscriminatorNorm = v } }),
        Switch(Networks, "leakyRelu", "G's activation: leaky ReLU with slope 0.2; off: ReLU.", c => c.Layers.LeakyRelu, (c, v) => c with { Layers = c.Layers with { LeakyRelu = v } }),
        Switch(Networks, "tanhAtEnd", "Hyperbolic tangent after G's last layer; off: linear.", c => c.Layers.TanhAtEnd, (c, v) => c with { Layers = c.Layers with { TanhAtEnd = v } }),
        Switch(Networks, "fusedScale", "D pools before bias and activation, as the official code's default does.", c => c.Layers.FusedScale, (c, v) => c with { Layers = c.Layers with { FusedScale = v } }),
        Switch(Networks, "conditional", "Train on the dataset's labels (AC-GAN): G draws a given class, D tells classes.", c => c.Conditional, (c, v) => c with { Conditional = v }),
    ];
}
