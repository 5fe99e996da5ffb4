using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Networks;

/// <summary>The official networks' numbers again, with opacity as a fourth channel beside RGB.</summary>
public sealed class OpacityTests : TorchTest
{
    [Theory]
    [MemberData(nameof(GoldenNets.Cases), MemberType = typeof(GoldenNets))]
    public void rgb_is_drawn_as_without_it(int resolution, double alpha, string tag, torch.ScalarType numbers)
    {
        using var golden = new GoldenFile("generator", numbers: numbers);
        var generator = new Generator(GoldenNets.At(resolution, alpha) with { Channels = 4 });
        // ToRGB has rows for R, G, B; that of opacity is 0
        using var parameters = golden.Parameters("uncond/params", generator.Layout);

        var images = generator.Call(
            parameters.Scaled(differentiable: false), golden.Tensor("uncond/latents"), alpha);  // [N,4,R,R]

        GoldenFile.Close(golden.Floats($"uncond/images/{tag}"), images.narrow(1, 0, 3), 5e-5);
        Assert.All(images.narrow(1, 3, 1).ToHost(), opacity => Assert.Equal(0, opacity));
    }

    [Theory]
    [MemberData(nameof(GoldenNets.Cases), MemberType = typeof(GoldenNets))]
    public void scores_are_the_official_ones_where_it_weighs_nothing(
        int resolution, double alpha, string tag, torch.ScalarType numbers)
    {
        using var golden = new GoldenFile("discriminator", numbers: numbers);
        var discriminator = new Discriminator(GoldenNets.At(resolution, alpha) with { Channels = 4 });
        var values = Values(golden, GoldenNets.At(resolution, alpha), discriminator.Layout);
        using var parameters = new NetworkParameters(discriminator.Layout, values, torch.CPU, numbers);
        var rgb = golden.Tensor($"uncond/images/res{resolution}");
        var images = torch.cat([rgb, RandomTensors.Normal(1, [rgb.shape[0], 1, resolution, resolution])], 1);

        var scores = discriminator.Call(parameters.Scaled(differentiable: false), images, alpha).Scores;

        GoldenFile.Close(golden.Floats($"uncond/scores/{tag}"), scores, 1e-5);
    }

    /// <summary>
    /// FromRGB [maps,3,1,1] becomes [maps,4,1,1]; one input more shrinks the scale of all, which the weights make up
    /// for.
    /// </summary>
    private static float[] Values(GoldenFile golden, NetworkShape rgbShape, ParameterLayout layout)
    {
        var rgb = new Discriminator(rgbShape).Layout;
        var (from, to) = (golden.Values("uncond/params", rgb), new float[layout.Count]);
        foreach (var (spec, i) in layout.Specs.Select((spec, i) => (spec, i)))
        {
            var source = from.AsSpan((int)rgb.Offsets[i], (int)rgb.Specs[i].Count);
            var target = to.AsSpan((int)layout.Offsets[i], (int)spec.Count);
            if (spec.Count == rgb.Specs[i].Count)
                source.CopyTo(target);
            else
                for (var k = 0; k < source.Length; k++)
                    target[k / 3 * 4 + k % 3] = source[k] * MathF.Sqrt(4f / 3);
        }
        return to;
    }
}
