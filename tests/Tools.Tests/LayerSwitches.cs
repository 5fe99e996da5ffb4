using PgGanLab.Growth.Configuration;

namespace PgGanLab.Tools.Tests;

/// <summary>
/// Every switch of the networks' layers by itself, the paper's networks, and the baseline of its table 1,
/// which turns most of them.
/// </summary>
internal static class LayerSwitches
{
    public const string Paper = "paper";

    /// <summary>Rows (a) to (c) of table 1.</summary>
    public const string Baseline = "baseline";

    public static IReadOnlyDictionary<string, LayerOptions> All { get; } = new Dictionary<string, LayerOptions>
    {
        [Paper] = LayerOptions.Default,
        ["latents-as-they-are"] = new() { NormalizeLatents = false },
        ["weights-as-they-are"] = new() { EqualizedLearningRate = false },
        ["relu"] = new() { LeakyRelu = false },
        ["tanh"] = new() { TanhAtEnd = true },
        ["no-norm"] = new() { GeneratorNorm = GeneratorNorm.None },
        ["batch-norm"] = new() { GeneratorNorm = GeneratorNorm.Batch },
        [Baseline] = new()
        {
            NormalizeLatents = false,
            EqualizedLearningRate = false,
            LeakyRelu = false,
            TanhAtEnd = true,
            GeneratorNorm = GeneratorNorm.Batch,
            DiscriminatorNorm = DiscriminatorNorm.Layer,
            MinibatchLayer = MinibatchLayer.None,
        },
        ["fused-scale"] = new() { FusedScale = true },
        ["layer-norm"] = new() { DiscriminatorNorm = DiscriminatorNorm.Layer },
        ["discrimination"] = new() { MinibatchLayer = MinibatchLayer.Discrimination },
        ["no-minibatch-layer"] = new() { MinibatchLayer = MinibatchLayer.None },
    };

    /// <summary>
    /// Those that change what a generator draws before its first step: the equalized learning rate does not.
    /// </summary>
    public static IEnumerable<string> ChangeFirstImages =>
        All.Keys.Except([Paper, "weights-as-they-are", .. OfDiscriminator]);

    /// <summary>Those of D alone.</summary>
    public static IEnumerable<string> OfDiscriminator =>
        ["fused-scale", "layer-norm", "discrimination", "no-minibatch-layer"];
}
