using PgGanLab.Model.Numbers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Minibatch discrimination (Salimans 2016, section 3.2): o_b(x_i) = sum over j of exp(-|M_ib - M_jb|_1) with M = T x,
/// appended to the features. Each image's distance to itself is left out, as in the authors' code.
/// </summary>
internal sealed class MinibatchDiscrimination(string name, int inputs, bool equalized)
{
    /// <summary>Kernels B. Source: official config.py, <c>mbdisc_kernels=100</c> for the paper's table 1.</summary>
    public const int Kernels = 100;

    /// <summary>Numbers C of one kernel.</summary>
    private const int Size = 5;

    private readonly ParameterSpec weight = ParameterSpec.Weight(name, Gain.Linear, equalized, Kernels * Size, inputs);

    public IEnumerable<ParameterSpec> Parameters => [weight];

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs].</param>
    /// <returns>[N,inputs+B].</returns>
    public Tensor Call(BoundParameters p, Tensor x)
    {
        var m = functional.linear(x, p[weight]).reshape(-1, Kernels, Size);     // [N,B,C]
        var distances = (m.unsqueeze(0) - m.unsqueeze(1)).abs().sum([3]);       // [N,N,B]
        return cat([x, (-distances).exp().sum([1]).Minus(1)], 1);               // an image is at distance 0 from itself
    }
}
