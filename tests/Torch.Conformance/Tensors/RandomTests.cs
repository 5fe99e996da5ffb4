using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class RandomTests
{
    [Fact]
    public void a_seed_determines_the_stream()
    {
        using var scope = NewDisposeScope();
        using Generator a = new(5), b = new(5), c = new(6);
        var first = randn([100], generator: a);
        Assert.True(first.Equals(randn([100], generator: b)));
        Assert.False(first.Equals(randn([100], generator: c)));
        Assert.False(first.Equals(randn([100], generator: a)));
    }

    [Fact]
    public void reseeding_starts_over()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator();
        var first = rand([8], generator: generator.manual_seed(1));
        Assert.True(first.Equals(rand([8], generator: generator.manual_seed(1))));
        Assert.Equal(1, generator.initial_seed());
    }

    [Fact]
    public void state_is_restored_exactly()
    {
        using var scope = NewDisposeScope();
        using Generator generator = new(3), other = new(99);
        _ = randn([17], generator: generator);
        var state = generator.get_state();
        Assert.Equal(5056, state.numel());
        Assert.Equal(ScalarType.Byte, state.dtype);
        var next = randn([33], generator: generator);
        other.set_state(state);
        Assert.True(next.Equals(randn([33], generator: other)));
    }

    [Fact]
    public void generators_leave_the_default_one_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(12);
        var expected = randn(4);
        manual_seed(12);
        using var own = new Generator(1);
        _ = randn([100], generator: own);
        Assert.True(expected.Equals(randn(4)));
    }

    [Fact]
    public void distributions_stay_within_their_bounds()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var uniform = rand([10_000], generator: generator);
        Assert.InRange(uniform.min().item<float>(), 0f, 0.01f);
        Assert.InRange(uniform.max().item<float>(), 0.99f, 1f);
        var normal = randn([10_000], generator: generator);
        Assert.InRange(normal.mean().item<float>(), -0.05f, 0.05f);
        Assert.InRange(normal.std().item<float>(), 0.95f, 1.05f);
        var whole = randint(3, 6, [1000], generator: generator);
        Assert.Equal(3, whole.min().item<long>());
        Assert.Equal(5, whole.max().item<long>());
        var shifted = empty(10_000).normal_(4, 0.5, generator);
        Assert.InRange(shifted.mean().item<float>(), 3.9f, 4.1f);
        var wide = empty(10_000).uniform_(-2, 2, generator);
        Assert.InRange(wide.min().item<float>(), -2f, -1.9f);
    }

    [Fact]
    public void randperm_is_a_permutation()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4);
        var order = randperm(50, generator: generator);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), order.Longs().Order());
        Assert.False(order.Equals(arange(50)));
    }
}
