using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// The weighted neighbourhoods that SSIM compares; only those that lie inside the image. Source: official metrics/ms_ssim.py,
/// <c>_FSpecialGauss</c>; its window is the product of two of these.
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
        var first = -(size - 1) / 2.0;                                          // an even window has its centre between two pixels
        var values = Enumerable.Range(0, size).Select(i => Math.Exp(-(first + i) * (first + i) / (2 * sigma * sigma))).ToArray();
        return tensor(values.Select(v => v / values.Sum()).ToArray());
    }
}
