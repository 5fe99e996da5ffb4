using PgGanLab.Torch.Conformance.Autograd;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Lifetime;

/// <summary>Trains a small discriminator against noise with a gradient penalty and a hand-written Adam: a trainer in miniature.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly Generator _random;
    private readonly PenaltyNetwork _network;
    private readonly List<Tensor> _means;
    private readonly List<Tensor> _squares;

    public Trainer(ulong seed)
    {
        _random = new Generator(seed);
        _network = new PenaltyNetwork(_random);
        _means = Zeros();
        _squares = Zeros();
    }

    /// <summary>One step on 4 images.</summary>
    /// <returns>The loss.</returns>
    public float Step()
    {
        using var scope = NewDisposeScope();
        var reals = randn([4, 3, 8, 8], generator: _random);
        var fakes = rand([4, 3, 8, 8], generator: _random);
        var mix = rand([4, 1, 1, 1], generator: _random);
        var between = (reals * mix + fakes * (1 - mix)).detach().requires_grad_();
        var slope = autograd.grad([_network.call(between).sum()], [between], create_graph: true, retain_graph: true)[0];
        var penalty = ((slope.square().sum([1, 2, 3]) + 1e-8f).sqrt() - 1).square().mean();
        var loss = _network.call(fakes).mean() - _network.call(reals).mean() + 10 * penalty;

        var parameters = _network.parameters().ToList();
        var gradients = autograd.grad([loss], [.. parameters]);
        using (no_grad())
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                _means[i].mul_(0.5).add_(gradients[i], alpha: 0.5);
                _squares[i].mul_(0.99).addcmul_(gradients[i], gradients[i], value: 0.01);
                parameters[i].addcdiv_(_means[i], _squares[i].sqrt().add_(1e-8), value: -1e-3);
            }
        }

        return loss.item<float>();
    }

    public byte[] Weights() => [.. _network.parameters().SelectMany(parameter => parameter.bytes.ToArray())];

    public void Dispose()
    {
        _means.ForEach(tensor => tensor.Dispose());
        _squares.ForEach(tensor => tensor.Dispose());
        _network.Dispose();
        _random.Dispose();
    }

    private List<Tensor> Zeros() => [.. _network.parameters().Select(parameter => zeros(parameter.shape).DetachFromDisposeScope())];
}
