using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using TorchSharp;

namespace PgGanLab.Model.Tests;

/// <summary>Shapes of the golden networks.</summary>
public static class GoldenNets
{
    private static readonly int[] FeatureMaps = [32, 32, 32, 32, 16];

    /// <summary>RGB, fmap_base 256, fmap_max 32, latent 32.</summary>
    /// <param name="resolution">Pixels.</param>
    /// <param name="alpha">Below 1 the newest layers fade in.</param>
    /// <param name="conditional">With ten classes.</param>
    /// <param name="fused">Pooling before bias and activation.</param>
    public static NetworkShape At(int resolution, double alpha, bool conditional = false, bool fused = false) =>
        new(resolution, alpha < 1, [.. FeatureMaps.Take(int.Log2(resolution))], Channels: 3,
            LatentSize: 32, MinibatchStddevGroup: 4)
        {
            Labels = conditional ? 10 : 0,
            Layers = new LayerOptions { FusedScale = fused },
        };

    /// <summary>What the goldens are compared in.</summary>
    public static torch.ScalarType[] NumberTypes { get; } = [torch.ScalarType.Float64, torch.ScalarType.Float32];

    /// <summary>(resolution, alpha, tag, numbers) of every stored case with classes.</summary>
    public static TheoryData<int, double, string, torch.ScalarType> ConditionalCases =>
        InEveryType([(4, 1, "res4_a1"), (16, 0.7, "res16_a0.7"), (32, 1, "res32_a1"), (32, 0.7, "res32_a0.7")]);

    /// <summary>(resolution, alpha, tag, numbers) of every stored case without.</summary>
    public static TheoryData<int, double, string, torch.ScalarType> Cases => InEveryType(
    [
        (4, 1, "res4_a1"), (8, 1, "res8_a1"), (8, 0.25, "res8_a0.25"), (8, 0.7, "res8_a0.7"), (16, 1, "res16_a1"),
        (16, 0.25, "res16_a0.25"), (16, 0.7, "res16_a0.7"), (32, 1, "res32_a1"), (32, 0.25, "res32_a0.25"),
        (32, 0.7, "res32_a0.7"),
    ]);

    private static TheoryData<int, double, string, torch.ScalarType> InEveryType(
        IEnumerable<(int Resolution, double Alpha, string Tag)> cases) =>
        new(cases.SelectMany(c => NumberTypes, (c, numbers) => (c.Resolution, c.Alpha, c.Tag, numbers)));
}
