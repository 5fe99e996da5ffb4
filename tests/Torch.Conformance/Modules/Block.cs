using TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Torch.Conformance.Modules;

/// <summary>A module with a parameter, a buffer and a plain number.</summary>
internal sealed class Block : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Tensor scale;

    public Block(float value)
        : base(nameof(Block))
    {
        weight = Parameter(full(2, value));
        scale = ones(1);
        Gain = value;
        RegisterComponents();
    }

    public float Gain { get; }

    public override Tensor forward(Tensor input) => input * weight * scale;
}
