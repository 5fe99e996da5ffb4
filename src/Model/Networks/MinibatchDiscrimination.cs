using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Minibatch discrimination (Salimans 2016, section 3.2): o_b(x_i) = sum over j of exp(-|M_ib - M_jb|_1) with M = T x,
/// appended to the features. Each image's distance to itself is left out, as in the authors' code.
/// </summary>
/// <param name="layer">Its sizes and parameters.</param>
internal sealed class MinibatchDiscrimination(NetworkLayer layer)
{
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs].</param>
    /// <returns>[N,inputs+B].</returns>
    public Tensor Call(ScaledParameters p, Tensor x)
    {
        var m = functional.linear(x, p[layer.Weight])
            .reshape(-1, DiscriminationKernels.Count, DiscriminationKernels.Size);  // [N,B,C]
        var distances = (m.unsqueeze(0) - m.unsqueeze(1)).abs().sum([3]);       // [N,N,B]
        return cat([x, (-distances).exp().sum([1]).Minus(1)], 1);               // an image is at distance 0 from itself
    }
}
