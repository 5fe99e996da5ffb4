using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using TorchSharp;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Networks;

public sealed class UpscaledConvolutionTests : TorchTest
{
    private static readonly NetworkLayer Layer = new GeneratorLayers(new NetworkShape(
        8, FadesIn: false, FeatureMaps: [3, 3, 5], Channels: 3, LatentSize: 3, MinibatchStddevGroup: 1)).Blocks[0].Conv0;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 4, 4)]
    [InlineData(3, 5, 7)]
    public void it_is_the_convolution_of_the_upscaled_image_and_so_are_its_gradients(int images, int height, int width)
    {
        var conv = new EqualizedConv2d(Layer);
        var layout = ParameterLayout.Of(Layer);
        var values = RandomTensors.Normal(1, [layout.Count]).ToHost();
        using var parameters = new NetworkParameters(layout, values, CPU, ScalarType.Float64);
        var x = RandomTensors.Normal(2, [images, 3, height, width]).to(ScalarType.Float64);

        var plain = Call(parameters, x, (p, input) => conv.Call(p, Resample.Upscale2x(input)));
        var fused = Call(parameters, x, conv.CallUpscaled);

        Assert.Equal([images, 5, 2 * height, 2 * width], fused[0].shape);
        foreach (var (expected, actual) in plain.Zip(fused))
            Assert.InRange((expected - actual).abs().max().ToDouble(), 0, 1e-12);
    }

    /// <summary>Result, and gradients of the sum of its squares by x and by the parameters.</summary>
    private static Tensor[] Call(NetworkParameters parameters, Tensor x, Func<ScaledParameters, Tensor, Tensor> layer)
    {
        var p = parameters.Scaled(differentiable: true);
        var input = x.detach().requires_grad_(true);
        var y = layer(p, input);
        return [y, .. autograd.grad([y.Squared().sum()], [input, p.Stored])];
    }
}
