using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>The networks' one nonlinearity.</summary>
public static class Activation
{
    private const double Slope = 0.2;

    /// <summary>Leaky ReLU with slope 0.2 (paper, appendix A.1).</summary>
    public static Tensor LeakyRelu(Tensor x) => functional.leaky_relu(x, Slope);
}
