using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Zero mean and unit variance over some axes, then a gain and a bias for each feature map: the baseline of the paper's
/// ablation. As batch normalization it takes the statistics of the whole minibatch in training, and those of some
/// reference images when others are drawn beside them.
/// </summary>
internal sealed class Standardization
{
    /// <summary>Added to the variance.</summary>
    public const double Epsilon = 1e-4;

    private readonly long[] axes;
    private readonly ParameterSpec gain;
    private readonly ParameterSpec bias;

    private Standardization(NormalizationSpec spec, long[] axes)
    {
        this.axes = axes;
        gain = spec.Gain;
        bias = spec.Bias;
    }

    /// <summary>Each map over all images and pixels (Ioffe 2015, algorithm 1).</summary>
    public static Standardization Batch(NormalizationSpec spec) => new(spec, [0, 2, 3]);

    /// <summary>Each image over all its maps and pixels (Ba 2016, eq. 3).</summary>
    public static Standardization Layer(NormalizationSpec spec) => new(spec, [1, 2, 3]);

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,maps,H,W].</param>
    /// <returns>Same shape and type.</returns>
    public Tensor Call(ScaledParameters p, Tensor x)
    {
        var exact = Arithmetic.Exact(x);
        var references = axes[0] == 0 ? p.References : 0;
        var centred = exact - Counted(exact, references).mean(axes, keepdim: true);                      // [N,maps,H,W]
        var variance = Counted(centred, references).Squared().mean(axes, keepdim: true);
        var normal = centred * variance.Plus(Epsilon).rsqrt();
        return Arithmetic.In(x.dtype, (normal * p[gain].reshape(1, -1, 1, 1)).Plus(p[bias].reshape(1, -1, 1, 1)));
    }

    /// <summary>The images whose statistics count: the first so many, or all.</summary>
    private static Tensor Counted(Tensor x, long references) => references == 0 ? x : x.narrow(0, 0, references);
}
