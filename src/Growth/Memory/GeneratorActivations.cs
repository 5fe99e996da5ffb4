using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;

namespace PgGanLab.Growth.Memory;

/// <summary>
/// What one image leaves in memory on its way through G. A step's dispose scope keeps the result of every operation to
/// its end, whether a gradient needs it or not, so all of them count.
/// </summary>
internal static class GeneratorActivations
{
    /// <summary>
    /// Operations of a standardization (mean removed, square, normal, gain, bias), each of which leaves a float32
    /// result.
    /// </summary>
    public const int StandardizationResults = 5;

    /// <summary>Bytes.</summary>
    public static long Of(NetworkShape shape, GeneratorLayers layers)
    {
        var first = layers.Conv.Results;
        var latent = 3L * shape.LatentSize * NumberSize.Float32;
        // dense, arranged, bias
        var bytes = latent + 3 * first * NumberSize.Float32 + Normalization(shape, first, NumberSize.Float32)
            + Layer(shape, layers.Conv, NumberSize.Float32);
        var below = layers.Conv;
        foreach (var block in layers.Blocks)
        {
            var number = NumberSize.At(block.Resolution, shape);
            if (NumberSize.At(below.Resolution, shape) != number)
                bytes += below.Results * number;                                // what Conv0 reads
            bytes += Layer(shape, block.Conv0, number) + Layer(shape, block.Conv1, number);
            below = block.Conv1;
        }
        if (NumberSize.At(shape.Resolution, shape) < NumberSize.Float32)
            bytes += below.Results * NumberSize.Float32;                        // what ToRGB reads
        return bytes + layers.ToRgb.Results * NumberSize.Float32 * (shape.FadesIn ? 5 : 1);
    }

    /// <summary>Convolution, activation, normalization.</summary>
    private static long Layer(NetworkShape shape, NetworkLayer layer, int number) =>
        layer.Results * number + Normalization(shape, layer.Results, number);

    /// <summary>
    /// Activation (leaky ReLU works in place), and what normalizes before or after it; in low
    /// precision it reads a float32 copy.
    /// </summary>
    private static long Normalization(NetworkShape shape, long numbers, int number)
    {
        var copies = number < NumberSize.Float32 ? NumberSize.Float32 : 0;
        return numbers * ((shape.Layers.LeakyRelu ? 0 : number) + shape.Layers.GeneratorNorm switch
        {
            GeneratorNorm.Pixel => NumberSize.Float32 + number + copies,
            GeneratorNorm.Batch => StandardizationResults * NumberSize.Float32 + copies + (copies > 0 ? number : 0),
            _ => 0,
        });
    }
}

/// <summary>Bytes of a number.</summary>
internal static class NumberSize
{
    public const int Float32 = 4;

    /// <summary>Of bfloat16 as well.</summary>
    public const int Float16 = 2;

    /// <summary>In the blocks at <paramref name="resolution"/> px.</summary>
    public static int At(int resolution, NetworkShape shape) =>
        shape.Arithmetic.IsLowAt(resolution) ? Float16 : Float32;
}
