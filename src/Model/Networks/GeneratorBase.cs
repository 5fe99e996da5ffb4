using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>G's 4x4 layers: latent (with label), dense, convolution, each normalized (paper, table 2).</summary>
internal sealed class GeneratorBase
{
    private readonly int maps;
    private readonly int biasSide;
    private readonly LayerOptions options;
    private readonly NetworkLayer dense;
    private readonly GeneratorLayer conv;

    /// <param name="layers">Sizes and parameters; the dense layer has a bias for each feature map or for each of its
    /// units.</param>
    /// <param name="options">Switches.</param>
    public GeneratorBase(GeneratorLayers layers, LayerOptions options)
    {
        this.options = options;
        dense = layers.Dense;
        maps = layers.Conv.Inputs;
        biasSide = dense.Bias.Count == maps ? 1 : 4;
        conv = new GeneratorLayer(layers.Conv, options);
    }

    /// <param name="p">The network's parameters.</param>
    /// <param name="latents">[N,inputs].</param>
    /// <returns>[N,maps,4,4].</returns>
    public Tensor Call(BoundParameters p, Tensor latents)
    {
        var x = options.NormalizeLatents ? PixelNorm.Call(latents) : latents;
        x = functional.linear(x, p[dense.Weight]);                               // [N,maps*16]
        x = ChannelsLast.Arrange(x.reshape(-1, maps, 4, 4));                    // [N,maps,4,4]
        x = x.Plus(p[dense.Bias].reshape(1, -1, biasSide, biasSide));
        return conv.Call(p, GeneratorLayer.Finish(x, options));
    }
}
