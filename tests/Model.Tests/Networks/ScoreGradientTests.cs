using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Networks;

public sealed class ScoreGradientTests : TorchTest
{
    private static readonly LayerOptions Paper = LayerOptions.Default;

    public static TheoryData<int, double, LayerOptions> Cases => new()
    {
        { 4, 1, Paper },
        { 8, 1, Paper },
        { 8, 0.3, Paper },
        { 16, 0.7, Paper },
        { 16, 0, Paper },
        { 16, 0.7, Paper with { FusedScale = true } },
        { 16, 0.7, Paper with { MinibatchLayer = MinibatchLayer.Discrimination } },
        { 8, 0.7, Paper with { DiscriminatorNorm = DiscriminatorNorm.Layer } },
    };

    [Theory, MemberData(nameof(Cases))]
    public void it_is_what_autograd_finds_and_so_is_its_derivative_by_the_parameters(
        int resolution, double alpha, LayerOptions layers)
    {
        var shape = GoldenNets.At(resolution, alpha) with { Layers = layers };
        var discriminator = new Discriminator(shape);
        using var parameters = new NetworkParameters(
            discriminator.Layout, NetworkParameters.InitialValues(discriminator.Layout, seed: 3, "D"), torch.CPU);
        var images = RandomTensors.Normal(1, [8, 3, resolution, resolution]);

        var byHand = Penalty(parameters, p => discriminator.ScoreGradient(p, images, alpha));
        var byAutograd = Penalty(parameters, p =>
        {
            var pixels = images.detach().requires_grad_(true);
            return torch.autograd.grad([discriminator.Call(p, pixels, alpha).Scores.sum()], [pixels],
                retain_graph: true, create_graph: true)[0];
        });

        Assert.Equal(byAutograd.Gradient.Length, byHand.Gradient.Length);
        Numbers.Close(byAutograd.Gradient, byHand.Gradient, 1e-5 * byAutograd.Gradient.Max(Math.Abs));
        Numbers.Close(byAutograd.Derivative, byHand.Derivative, 1e-5 * byAutograd.Derivative.Max(Math.Abs));
    }

    private static (float[] Gradient, float[] Derivative) Penalty(
        NetworkParameters parameters, Func<ScaledParameters, torch.Tensor> scoreGradient)
    {
        var p = parameters.Scaled(differentiable: true);
        var gradient = scoreGradient(p);                                        // [8,3,R,R]
        var penalty = (gradient.square().sum([1, 2, 3]).sqrt() - 1).square().sum();
        return (gradient.ToHost(), torch.autograd.grad([penalty], [p.Stored])[0].ToHost());
    }
}
