using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>
/// Differentiable augmentation of one minibatch (Zhao 2020, section 3.3 and appendix C): colour, translation, cutout,
/// each image with its own numbers, some images not at all.
/// </summary>
/// <param name="options">Which kinds.</param>
/// <param name="probability">Share of images that is augmented.</param>
/// <param name="seed">The experiment's seed.</param>
/// <param name="stream">Which images, such as <c>augment/reals</c>.</param>
/// <param name="nimg">Real images shown before the step.</param>
/// <param name="minibatch">Images of the whole step.</param>
/// <param name="share">[n] which of them are augmented here; null for all.</param>
public sealed class Augmentation(
    AugmentOptions options, double probability, long seed, string stream, long nimg, int minibatch, Tensor? share)
{
    /// <param name="images">[n,C,R,R].</param>
    /// <returns>Same shape.</returns>
    public Tensor Call(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var coin = Uniform("coin", 1, images).IsBelow(probability).to(ScalarType.Float32)
            .reshape(-1, 1, 1, 1);  // [n,1,1,1]
        if (options.Color)
            images = Color(images, coin);
        if (options.Translation)
            images = Translation(images, coin);
        return options.Cutout ? Cutout(images, coin) : images;
    }

    /// <summary>Brightness, saturation and contrast; opacity, the fourth channel, is no colour and stays.</summary>
    private Tensor Color(Tensor x, Tensor coin)
    {
        if (x.shape[1] == 4)
            return cat([Color(x.narrow(1, 0, 3), coin), x.narrow(1, 3, 1)], 1);
        var u = Uniform("color", 3, x);                                         // [n,3]
        x = x.Plus(coin * Column(u, 0).Minus(0.5));                            // brightness
        var grey = x.mean([1], keepdim: true);                                  // [n,1,R,R]
        x = ((x - grey) * (coin * Column(u, 1).Times(2).Minus(1)).Plus(1)).Plus(grey);        // saturation
        var mean = x.mean([1, 2, 3], keepdim: true);                            // [n,1,1,1]
        return ((x - mean) * (coin * Column(u, 2).Minus(0.5)).Plus(1)).Plus(mean);            // contrast
    }

    /// <summary>By a whole number of pixels, at most an eighth of the size; what comes in from outside is 0.</summary>
    private Tensor Translation(Tensor x, Tensor coin)
    {
        var size = x.shape[2];
        var most = (size + 4) / 8;
        var shift = Uniform("translation", 2, x).Times(2 * most + 1).floor().Minus(most);      // [n,2] in -most to most
        return Shifted(Shifted(x, 2, coin * Column(shift, 0)), 3, coin * Column(shift, 1));
    }

    private static Tensor Shifted(Tensor x, int dimension, Tensor by)
    {
        long[] line = [1, 1, 1, 1];
        line[dimension] = x.shape[dimension];
        var from = TensorMath.Range(x.shape[dimension], x.device).reshape(line) - by;     // [n,1,R,1] or [n,1,1,R]
        var inside = from.IsFrom(0).logical_and(from.IsBelow(x.shape[dimension])).to(ScalarType.Float32);
        var index = from.Between(0, x.shape[dimension] - 1).to(ScalarType.Int64).expand(x.shape);
        return x.gather(dimension, index) * inside;
    }

    /// <summary>A square of half the size, its centre anywhere, becomes 0.</summary>
    private Tensor Cutout(Tensor x, Tensor coin)
    {
        var size = x.shape[2];
        var centre = Uniform("cutout", 2, x).Times(size + 1 - (size / 2 % 2)).floor();   // [n,2]
        var place = TensorMath.Range(size, x.device);
        var rows = Within(place.reshape(1, 1, -1, 1) - Column(centre, 0), size);        // [n,1,R,1]
        var columns = Within(place.reshape(1, 1, 1, -1) - Column(centre, 1), size);     // [n,1,1,R]
        return x * (coin * rows * columns).negative().Plus(1);
    }

    private static Tensor Within(Tensor distance, long size) =>
        distance.IsFrom(-(size / 4)).logical_and(distance.IsBelow(size / 2 - size / 4)).to(ScalarType.Float32);

    private static Tensor Column(Tensor values, long column) => values.select(1, column).reshape(-1, 1, 1, 1);

    /// <summary>[n,count] in [0,1).</summary>
    private Tensor Uniform(string what, long count, Tensor like)
    {
        var all = RandomTensors.Uniform(RandomStream.Seed(seed, $"{stream}/{what}", nimg), [minibatch, count])
            .to(like.device);
        return share is null ? all : all.index_select(0, share);
    }
}

/// <summary>
/// Adaptive discriminator augmentation (Karras 2020, section 3.1): the share of augmented images rises while D
/// overfits, which shows in the mean sign of its scores of real images, r_t, and falls when it does not.
/// </summary>
public static class AdaptiveAugmentation
{
    /// <summary>The share after one more step.</summary>
    /// <param name="probability">Before, 0 to 1.</param>
    /// <param name="sign">r_t of the step: the mean sign of the real images' scores, -1 to 1.</param>
    /// <param name="minibatch">Real images of the step.</param>
    /// <param name="options">Target, and how fast the share may change.</param>
    public static double Next(double probability, double sign, int minibatch, AugmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Math.Clamp(probability + Math.Sign(sign - options.Target) * minibatch / (options.Kimg * 1000), 0, 1);
    }
}
