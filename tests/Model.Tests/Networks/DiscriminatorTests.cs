using PgGanLab.Model.Networks;

namespace PgGanLab.Model.Tests.Networks;

public sealed class DiscriminatorTests : TorchTest
{
    [Theory]
    [MemberData(nameof(GoldenNets.Cases), MemberType = typeof(GoldenNets))]
    public void scores_are_those_of_the_official_network(int resolution, double alpha, string tag)
    {
        using var golden = new GoldenFile("discriminator");
        var discriminator = new Discriminator(GoldenNets.At(resolution, alpha));
        using var parameters = golden.Parameters("uncond/params", discriminator.Layout);

        var scores = discriminator.Call(parameters.Bind(differentiable: false), golden.Tensor($"uncond/images/res{resolution}"), alpha);

        Numbers.Close(golden.Floats($"uncond/scores/{tag}"), scores.ToHost(), 1e-5);
    }
}
