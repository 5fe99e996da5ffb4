using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Batch normalization (Ioffe 2015, algorithm 1) by the minibatch's own statistics, in training and when samples are drawn: the baseline of
/// the paper's ablation, not for generators that leave the lab.
/// </summary>
internal sealed class BatchNorm(string name, int maps)
{
    private const double Epsilon = 1e-4;
    private readonly ParameterSpec gain = ParameterSpec.Factor($"{name}/BatchNorm", maps);
    private readonly ParameterSpec bias = ParameterSpec.Bias($"{name}/BatchNorm", maps);

    public IEnumerable<ParameterSpec> Parameters => [gain, bias];

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,maps,H,W].</param>
    /// <returns>Same shape: zero mean and unit variance of each map over N, H, W, times a gain plus a bias.</returns>
    public Tensor Call(BoundParameters p, Tensor x)
    {
        var exact = Arithmetic.Exact(x);
        var centred = exact - exact.mean([0, 2, 3], keepdim: true);             // [N,maps,H,W]
        var normal = centred * (centred.square().mean([0, 2, 3], keepdim: true) + Epsilon).rsqrt();
        return Arithmetic.In(x.dtype, normal * p[gain].reshape(1, -1, 1, 1) + p[bias].reshape(1, -1, 1, 1));
    }
}
