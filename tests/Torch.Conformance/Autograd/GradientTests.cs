using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Autograd;

public class GradientTests
{
    [Fact]
    public void backward_accumulates_into_leaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2 }).requires_grad_();
        Assert.Null(x.grad);
        (x * x).sum().backward();
        Assert.Equal([2f, 4f], x.grad!.Floats());
        (x * 3).sum().backward();
        Assert.Equal([5f, 7f], x.grad!.Floats());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void grad_returns_gradients_and_leaves_the_leaves_alone()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2 }).requires_grad_();
        var y = tensor(new float[] { 3, 4 }).requires_grad_();
        var gradients = autograd.grad([(x * y).sum()], [x, y]);
        Assert.Equal([3f, 4f], gradients[0].Floats());
        Assert.Equal([1f, 2f], gradients[1].Floats());
        Assert.Null(x.grad);
        Assert.False(gradients[0].requires_grad);
    }

    [Fact]
    public void grad_outputs_weigh_the_outputs()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2 }).requires_grad_();
        Assert.Equal([20f, 80f], autograd.grad([x * x], [x], [tensor(new float[] { 10, 20 })])[0].Floats());
    }

    [Fact]
    public void create_graph_makes_gradients_differentiable()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 2 }).requires_grad_();
        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true, retain_graph: true)[0];
        Assert.True(first.requires_grad);
        Assert.Equal([12f], first.Floats());
        Assert.Equal([12f], autograd.grad([first.sum()], [x])[0].Floats());
    }

    [Fact]
    public void retain_graph_lets_the_graph_be_used_again()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 2 }).requires_grad_();
        var y = (x * x).sum();
        _ = autograd.grad([y], [x], retain_graph: true);
        Assert.Equal([4f], autograd.grad([y], [x])[0].Floats());
    }

    [Fact]
    public void unused_inputs_come_back_as_invalid_tensors()
    {
        using var scope = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        var unused = ones([1], requires_grad: true);
        var gradients = autograd.grad([(x * 2).sum()], [x, unused], allow_unused: true);
        Assert.False(gradients[0].IsInvalid);
        Assert.True(gradients[1].IsInvalid);
        Assert.Throws<InvalidOperationException>(() => gradients[1].shape);
    }

    [Fact]
    public void leaves_and_results_know_what_they_are()
    {
        using var scope = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        var y = x * 2;
        Assert.True(x.is_leaf);
        Assert.False(y.is_leaf);
        Assert.True(y.requires_grad);
        Assert.False(y.detach().requires_grad);
        Assert.True(y.detach().is_leaf);
    }

    [Fact]
    public void retain_grad_keeps_the_gradient_of_a_result()
    {
        using var scope = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        var y = x * 2;
        y.retain_grad();
        (y * 5).sum().backward();
        Assert.Equal([5f], y.grad!.Floats());
    }

    [Fact]
    public void gradients_flow_through_shape_and_selection()
    {
        using var scope = NewDisposeScope();
        var x = arange(4, dtype: float32).requires_grad_();
        var y = cat([x[1..3], x.flip(0)]).reshape(2, 3).T.max();
        y.backward();
        Assert.Equal([0f, 0f, 0f, 1f], x.grad!.Floats());
    }
}
