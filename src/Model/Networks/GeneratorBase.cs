using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>G's 4x4 layers: latent, dense, convolution, each normalized (paper, table 2).</summary>
public sealed class GeneratorBase
{
    private readonly int maps;
    private readonly ParameterSpec denseWeight;
    private readonly ParameterSpec denseBias;
    private readonly EqualizedConv2d conv;

    public GeneratorBase(int latentSize, int maps)
    {
        this.maps = maps;
        denseWeight = ParameterSpec.Weight(LayerName.At(4, "Dense"), Gain.LatentDense, maps * 16, latentSize);
        denseBias = ParameterSpec.Bias(LayerName.At(4, "Dense"), maps);         // one for each feature map, not for each unit
        conv = new EqualizedConv2d(LayerName.At(4, "Conv"), maps, maps, kernel: 3, Gain.LeakyRelu);
    }

    public IEnumerable<ParameterSpec> Parameters => [denseWeight, denseBias, .. conv.Parameters];

    /// <param name="p">The network's parameters.</param>
    /// <param name="latents">[N,L].</param>
    /// <returns>[N,maps,4,4].</returns>
    public Tensor Call(BoundParameters p, Tensor latents)
    {
        var x = functional.linear(PixelNorm.Call(latents), p[denseWeight]);     // [N,maps*16]
        x = ChannelsLast.Arrange(x.reshape(-1, maps, 4, 4));                    // [N,maps,4,4]
        x = x + p[denseBias].reshape(1, -1, 1, 1);
        x = PixelNorm.Call(Activation.LeakyRelu(x));
        return PixelNorm.Call(Activation.LeakyRelu(conv.Call(p, x)));
    }
}
