using TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Torch.Conformance.Modules;

/// <summary>Modules in a field and in a list, and a parameter of its own.</summary>
internal sealed class Net : Module<Tensor, Tensor>
{
    private readonly Block first = new(2);
    private readonly ModuleList<Block> rest = ModuleList(new Block(3), new Block(4));
    private readonly Parameter bias = Parameter(zeros(2));

    public Net()
        : base(nameof(Net)) => RegisterComponents();

    public Block First => first;

    public ModuleList<Block> Rest => rest;

    public override Tensor forward(Tensor input)
    {
        var x = first.call(input);
        foreach (var block in rest)
            x = block.call(x);
        return x + bias;
    }
}
