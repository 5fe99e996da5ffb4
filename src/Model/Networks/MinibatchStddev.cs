using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Appends one feature map with the standard deviation over a group of images, averaged over features and pixels
/// (paper, section 3). Set m holds the images m, m + M, m + 2M, … of N = G * M. Source: official networks.py,
/// <c>minibatch_stddev_layer</c>.
/// </summary>
public static class MinibatchStddev
{
    private const double Epsilon = 1e-8;

    /// <param name="x">[N,C,H,W].</param>
    /// <param name="group">Most images in one group; min(group, N) must divide N.</param>
    /// <returns>[N,C+1,H,W]; the same value at every pixel of every image of a set.</returns>
    public static Tensor Call(Tensor x, int group)
    {
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var g = Math.Min(group, n);
        var y = x.reshape(g, n / g, c, h, w);                                   // [G,M,C,H,W]
        y = (y - y.mean([0], keepdim: true)).Squared().mean([0]);               // [M,C,H,W] biased variance
        y = y.Plus(Epsilon).sqrt().mean([1, 2, 3], keepdim: true);              // [M,1,1,1]
        return cat([x, y.repeat(g, 1, h, w)], 1);                               // [N,C+1,H,W]
    }
}
