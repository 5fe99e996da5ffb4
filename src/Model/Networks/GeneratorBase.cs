using PgGanLab.Growth.Configuration;
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
    private readonly ParameterSpec denseWeight;
    private readonly ParameterSpec denseBias;
    private readonly GeneratorLayer conv;

    /// <param name="inputs">Length of a latent vector and a label.</param>
    /// <param name="maps">Feature maps at 4 px.</param>
    /// <param name="options">Switches.</param>
    /// <param name="biasPerUnit">Whether the dense layer has a bias for each of its units, as in
    /// imported generators.</param>
    public GeneratorBase(int inputs, int maps, LayerOptions options, bool biasPerUnit)
    {
        this.maps = maps;
        this.options = options;
        denseWeight = ParameterSpec.Weight(
            LayerName.At(4, "Dense"), Gain.LatentDense, options.EqualizedLearningRate, maps * 16, inputs);
        // ours: one for each feature map, not for each unit
        denseBias = ParameterSpec.Bias(LayerName.At(4, "Dense"), biasPerUnit ? maps * 16 : maps);
        biasSide = biasPerUnit ? 4 : 1;
        conv = new GeneratorLayer(LayerName.At(4, "Conv"), maps, maps, options);
    }

    public IEnumerable<ParameterSpec> Parameters => [denseWeight, denseBias, .. conv.Parameters];

    /// <param name="p">The network's parameters.</param>
    /// <param name="latents">[N,inputs].</param>
    /// <returns>[N,maps,4,4].</returns>
    public Tensor Call(BoundParameters p, Tensor latents)
    {
        var x = options.NormalizeLatents ? PixelNorm.Call(latents) : latents;
        x = functional.linear(x, p[denseWeight]);                               // [N,maps*16]
        x = ChannelsLast.Arrange(x.reshape(-1, maps, 4, 4));                    // [N,maps,4,4]
        x = x.Plus(p[denseBias].reshape(1, -1, biasSide, biasSide));
        return conv.Call(p, GeneratorLayer.Finish(x, options));
    }
}
