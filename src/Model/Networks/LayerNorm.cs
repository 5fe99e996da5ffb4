using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Layer normalization (Ba 2016, eq. 3): each image by itself, over all its maps and pixels; the baseline of the paper's ablation.</summary>
internal sealed class LayerNorm(string name, int maps)
{
    private const double Epsilon = 1e-4;
    private readonly ParameterSpec gain = ParameterSpec.Factor($"{name}/LayerNorm", maps);
    private readonly ParameterSpec bias = ParameterSpec.Bias($"{name}/LayerNorm", maps);

    public IEnumerable<ParameterSpec> Parameters => [gain, bias];

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,maps,H,W].</param>
    /// <returns>Same shape: zero mean and unit variance of each image, times a gain plus a bias for each map.</returns>
    public Tensor Call(BoundParameters p, Tensor x)
    {
        var exact = Arithmetic.Exact(x);
        var centred = exact - exact.mean([1, 2, 3], keepdim: true);             // [N,maps,H,W]
        var normal = centred * (centred.square().mean([1, 2, 3], keepdim: true) + Epsilon).rsqrt();
        return Arithmetic.In(x.dtype, normal * p[gain].reshape(1, -1, 1, 1) + p[bias].reshape(1, -1, 1, 1));
    }
}
