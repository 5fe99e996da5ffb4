using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.StandInOnly;

/// <summary>Mistakes that the package doesn't catch: there they end the process, or pass unnoticed.</summary>
public class CaughtErrorTests
{
    [Fact]
    public void an_input_without_influence_is_refused_unless_allowed()
    {
        using var scope = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        var unused = ones([1], requires_grad: true);
        var error = Assert.Throws<ExternalException>(() => autograd.grad([(x * 2).sum()], [unused]));
        Assert.Contains("allow_unused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_graph_is_gone_after_its_first_use()
    {
        using var scope = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        var y = x.exp().sum();
        _ = autograd.grad([y], [x]);
        Assert.Throws<ExternalException>(() => autograd.grad([y], [x]));
    }

    [Fact]
    public void a_disposed_generator_is_not_replaced_by_the_default_one()
    {
        var generator = new Generator(1);
        generator.Dispose();
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => randn([1], generator: generator));
    }

    [Fact]
    public void thread_counts_must_be_positive() => Assert.Throws<ExternalException>(() => set_num_threads(0));
}
