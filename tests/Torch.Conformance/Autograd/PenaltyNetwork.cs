using TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Torch.Conformance.Autograd;

/// <summary>A small discriminator with everything that a gradient penalty differentiates twice.</summary>
internal sealed class PenaltyNetwork : Module<Tensor, Tensor>
{
    private readonly Parameter _kernel;
    private readonly Parameter _bias;
    private readonly Parameter _weight;

    public PenaltyNetwork(Generator generator)
        : base(nameof(PenaltyNetwork))
    {
        _kernel = Parameter(randn([8, 3, 3, 3], generator: generator));
        _bias = Parameter(zeros(8));
        _weight = Parameter(randn([1, 8 * 4 * 4], generator: generator));
        RegisterComponents();
    }

    /// <param name="input">[N,3,8,8].</param>
    /// <returns>[N].</returns>
    public override Tensor forward(Tensor input)
    {
        var x = functional.conv2d(input, _kernel * 0.2f, _bias, padding: [1, 1]);   // [N,8,8,8]
        x = functional.leaky_relu(x, 0.2);
        x = functional.avg_pool2d(x, [2, 2]);                                       // [N,8,4,4]
        var deviation = (x.var([0], unbiased: false) + 1e-8f).sqrt().mean();
        x = x + deviation;
        return functional.linear(x.flatten(1), _weight * 0.1f).squeeze(1);          // [N]
    }
}
