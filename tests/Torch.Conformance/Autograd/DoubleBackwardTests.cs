using TorchSharp;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Autograd;

public class DoubleBackwardTests
{
    [Fact]
    public void gradient_penalty_reaches_the_parameters_as_a_finite_difference_says()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        using var network = new PenaltyNetwork(generator);
        network.to(float64);
        var images = randn([4, 3, 8, 8], dtype: float64, generator: generator);
        var weight = network.get_parameter("_weight")!;

        var gradient = autograd.grad([Penalty(network, images)], [weight])[0];
        var expected = gradient[0, 5].item<double>();

        const double step = 1e-5;
        double Shifted(double by)
        {
            using (no_grad())
                weight[0, 5] = weight[0, 5] + by;
            return Penalty(network, images).item<double>();
        }

        var above = Shifted(step);
        var below = Shifted(-2 * step);
        Assert.Equal((above - below) / (2 * step), expected, 6);
    }

    private static Tensor Penalty(PenaltyNetwork network, Tensor images)
    {
        var at = images.detach().requires_grad_();
        var scores = network.call(at);
        var slope = autograd.grad([scores.sum()], [at], create_graph: true, retain_graph: true)[0];
        return ((slope.square().sum([1, 2, 3]) + 1e-8).sqrt() - 1).square().mean();
    }
}
