using PgGanLab.Model.Numbers;
using PgGanLab.Model.Training;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Multi-scale structural similarity: 1 for equal images, towards 0 for unlike ones. Among a generator's own images it
/// measures their variety: lower is more varied, and what real images have is the mark. Sources: Wang 2003; official
/// metrics/ms_ssim.py.
/// </summary>
public static class MsSsim
{
    /// <summary>Fewest pixels of a side: at 8 px the fifth level would have none.</summary>
    public const int LeastResolution = 16;

    /// <summary>Fewest images: one pair.</summary>
    public const int LeastImages = 2;

    private const int FilterSize = 11;
    private const double FilterSigma = 1.5;
    private const double Luminance = 0.01 * 255 * (0.01 * 255);
    private const double Contrast = 0.03 * 255 * (0.03 * 255);
    private const int PairsAtOnce = 32;
    private static readonly double[] LevelWeights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <summary>Mean over the pairs (0,1), (2,3), … of a sequence; an odd last image is left out.</summary>
    /// <param name="images">At least two, of at least 16 px.</param>
    /// <param name="device">Where to compute; it must know float64.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <exception cref="ArgumentException">Too few or too small images.</exception>
    public static double Among(IImageSequence images, Device device, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count < LeastImages)
            throw new ArgumentException("MS-SSIM needs at least two images.", nameof(images));
        var (sum, pairs) = (0.0, images.Count / 2);
        var left = pairs;
        foreach (var piece in images.Tensors(2 * PairsAtOnce, device, stop))
        {
            var here = Math.Min(left, PairsAtOnce);
            HalvedPieces.Run(here, here, (first, n) =>
            {
                // [n,2,C,R,R]
                var both = piece.narrow(0, 2 * first, 2 * n)
                    .reshape(n, 2, images.Channels, images.Size, images.Size);
                foreach (var value in Of(both.select(1, 0), both.select(1, 1)).cpu().data<double>())
                    sum += value;                                               // one by one: pieces change no bit
            });
            left -= here;
        }
        return sum / pairs;
    }

    /// <summary>Similarity of each image of <paramref name="a"/> with that of <paramref name="b"/>.</summary>
    /// <param name="a">[N,C,R,R], values from 0 to 255.</param>
    /// <param name="b">The same shape.</param>
    /// <returns>[N] float64.</returns>
    /// <exception cref="ArgumentException">The images are too small.</exception>
    public static Tensor Of(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.shape[2] < LeastResolution)
            throw new ArgumentException(
                $"MS-SSIM needs images of at least {LeastResolution} px; these have {a.shape[2]}.", nameof(a));
        var channels = a.shape[1];
        var (x, y) = (Planes(a), Planes(b));                                    // [N*C,1,R,R]
        Tensor? result = null;
        for (var level = 0; level < LevelWeights.Length; level++)
        {
            var (ssim, cs) = Level(x, y, channels);                             // [N]
            var factor = (level == LevelWeights.Length - 1 ? ssim : cs).AtLeast(0).ToThePower(LevelWeights[level]);
            result = result is null ? factor : result * factor;
            if (level < LevelWeights.Length - 1)
                (x, y) = (nn.functional.avg_pool2d(x, [2, 2]), nn.functional.avg_pool2d(y, [2, 2]));
        }
        return result!;
    }

    private static Tensor Planes(Tensor images) =>
        images.to(ScalarType.Float64).reshape(-1, 1, images.shape[2], images.shape[3]);

    /// <summary>
    /// Structural similarity, and its contrast-structure part alone. Source: <c>_SSIMForMultiScale</c>.
    /// </summary>
    private static (Tensor Ssim, Tensor Cs) Level(Tensor x, Tensor y, long channels)
    {
        var size = (int)Math.Min(FilterSize, x.shape[2]);
        using var window = new GaussianWindow(size, size * FilterSigma / FilterSize, x.device);
        var (meanX, meanY) = (window.Means(x), window.Means(y));
        var (squareX, squareY, product) = (meanX * meanX, meanY * meanY, meanX * meanY);
        var variances = (window.Means(x * x) - squareX).Plus(window.Means(y * y) - squareY);
        var cs = (window.Means(x * y) - product).Times(2).Plus(Contrast) / variances.Plus(Contrast);
        var ssim = product.Times(2).Plus(Luminance) / squareX.Plus(squareY).Plus(Luminance) * cs;
        return (Mean(ssim, channels), Mean(cs, channels));
    }

    /// <summary>[N*C,1,h,w] to [N]: mean over channels and pixels.</summary>
    private static Tensor Mean(Tensor planes, long channels) =>
        planes.reshape(-1, channels * planes.shape[2] * planes.shape[3]).mean([1]);
}

/// <summary>
/// The weighted neighbourhoods that SSIM compares; only those that lie inside the image. Source: official
/// metrics/ms_ssim.py, <c>_FSpecialGauss</c>; its window is the product of two of these.
/// </summary>
/// <param name="size">Pixels of a side.</param>
/// <param name="sigma">Standard deviation in pixels.</param>
/// <param name="device">Where the images are.</param>
internal sealed class GaussianWindow(int size, double sigma, Device device) : IDisposable
{
    private readonly Tensor weights = Weights(size, sigma).to(device).DetachFromDisposeScope();     // [size]

    /// <summary>Weighted mean around each pixel.</summary>
    /// <param name="planes">[N,1,H,W] float64.</param>
    /// <returns>[N,1,H-size+1,W-size+1].</returns>
    public Tensor Means(Tensor planes)
    {
        var rows = nn.functional.conv2d(planes, weights.reshape(1, 1, 1, size));
        return nn.functional.conv2d(rows, weights.reshape(1, 1, size, 1));
    }

    public void Dispose() => weights.Dispose();

    private static Tensor Weights(int size, double sigma)
    {
        var first = -(size - 1) / 2.0;  // an even window has its centre between two pixels
        var places = Enumerable.Range(0, size).Select(i => first + i);
        var values = places.Select(x => Math.Exp(-x * x / (2 * sigma * sigma))).ToArray();
        return tensor(values.Select(v => v / values.Sum()).ToArray());
    }
}
