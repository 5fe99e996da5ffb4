using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Networks;

public sealed class DiscriminatorTests : TorchTest
{
    [Theory]
    [MemberData(nameof(GoldenNets.Cases), MemberType = typeof(GoldenNets))]
    public void scores_are_those_of_the_official_network(
        int resolution, double alpha, string tag, torch.ScalarType numbers)
    {
        using var golden = new GoldenFile("discriminator", numbers: numbers);
        var discriminator = new Discriminator(GoldenNets.At(resolution, alpha));
        using var parameters = golden.Parameters("uncond/params", discriminator.Layout);

        var scores = discriminator.Call(
            parameters.Scaled(differentiable: false), golden.Tensor($"uncond/images/res{resolution}"), alpha);

        GoldenFile.Close(golden.Floats($"uncond/scores/{tag}"), scores.Scores, 1e-5);
        Assert.Null(scores.Logits);
    }

    [Theory]
    [MemberData(nameof(GoldenNets.ConditionalCases), MemberType = typeof(GoldenNets))]
    public void scores_and_logits_of_a_conditional_network_are_the_official_ones(
        int resolution, double alpha, string tag, torch.ScalarType numbers)
    {
        foreach (var fused in new[] { false, true })
        {
            using var golden = new GoldenFile("discriminator", numbers: numbers);
            var discriminator = new Discriminator(GoldenNets.At(resolution, alpha, conditional: true, fused));
            using var parameters = golden.Parameters("cond/params", discriminator.Layout);

            var output = discriminator.Call(
                parameters.Scaled(differentiable: false), golden.Tensor($"cond/images/res{resolution}"), alpha);

            var suffix = fused ? "_fused" : "";
            GoldenFile.Close(golden.Floats($"cond/scores{suffix}/{tag}"), output.Scores, 1e-5);
            GoldenFile.Close(golden.Floats($"cond/logits{suffix}/{tag}"), output.Logits!, 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenNets.Cases), MemberType = typeof(GoldenNets))]
    public void fused_scale_pools_before_bias_and_activation(
        int resolution, double alpha, string tag, torch.ScalarType numbers)
    {
        using var golden = new GoldenFile("discriminator", numbers: numbers);
        var discriminator = new Discriminator(GoldenNets.At(resolution, alpha, fused: true));
        using var parameters = golden.Parameters("uncond/params", discriminator.Layout);

        var output = discriminator.Call(
            parameters.Scaled(differentiable: false), golden.Tensor($"uncond/images/res{resolution}"), alpha);

        GoldenFile.Close(golden.Floats($"uncond/scores_fused/{tag}"), output.Scores, 1e-5);
    }
}
