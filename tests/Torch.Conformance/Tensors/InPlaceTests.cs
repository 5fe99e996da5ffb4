using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class InPlaceTests
{
    [Fact]
    public void in_place_calls_return_the_tensor_itself()
    {
        using var scope = NewDisposeScope();
        var t = ones(2);
        Assert.Same(t, t.add_(1));
        Assert.Same(t, t.mul_(t));
        Assert.Same(t, t.fill_(0));
        Assert.Same(t, t.copy_(ones(2)));
        Assert.Same(t, t.normal_());
    }

    [Fact]
    public void arithmetic_writes_into_the_memory_of_the_tensor()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2 });
        var view = t.view(2);
        t.add_(1).mul_(2).sub_(1).div_(3);
        Numbers.Near([1f, 5f / 3], view);
        t.fill_(4).sqrt_().pow_(3).neg_().abs_();
        Numbers.Near([8f, 8f], view);
    }

    [Fact]
    public void an_adam_step_by_hand_gives_the_numbers_of_the_paper()
    {
        using var scope = NewDisposeScope();
        var weight = tensor(new float[] { 1, -1 });
        var gradient = tensor(new[] { 0.5f, -2f });
        Tensor mean = zeros(2), square = zeros(2);
        const double beta1 = 0.9, beta2 = 0.99, rate = 0.1;

        mean.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        square.mul_(beta2).addcmul_(gradient, gradient, value: 1 - beta2);
        var step = rate * Math.Sqrt(1 - beta2) / (1 - beta1);
        weight.addcdiv_(mean, square.sqrt().add_(1e-8), value: -step);

        Numbers.Near([0.9f, -0.9f], weight);
    }

    [Fact]
    public void lerp_moves_towards_the_end()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2);
        t.lerp_(tensor(new float[] { 10, 20 }), tensor(0.1f));
        Numbers.Near([1f, 2f], t);
    }

    [Fact]
    public void clamp_in_place()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { -2, 0.5f, 2 });
        t.clamp_(-1, 1);
        Assert.Equal([-1f, 0.5f, 1f], t.Floats());
    }

    [Fact]
    public void copy_converts_and_broadcasts()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 2);
        t.copy_(tensor(new[] { 1L, 2L }));
        Assert.Equal([1f, 2f, 1f, 2f], t.Floats());
    }
}
