using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Torch.Conformance.Functional;

public class ConvolutionTests
{
    [Fact]
    public void conv2d_is_a_cross_correlation()
    {
        using var scope = NewDisposeScope();
        var image = arange(9, dtype: float32).reshape(1, 1, 3, 3);
        var kernel = tensor(new float[] { 1, 0, 0, -1 }).reshape(1, 1, 2, 2);
        Assert.Equal([-4f, -4f, -4f, -4f], functional.conv2d(image, kernel).Floats());
        Assert.Equal([1L, 1L, 4L, 4L], functional.conv2d(image, kernel, padding: [1, 1]).shape);
        Assert.Equal([1L, 1L, 2L, 2L], functional.conv2d(image, kernel, padding: [1, 1], strides: [2, 2]).shape);
        Assert.Equal([-3f, -3f, -3f, -3f], functional.conv2d(image, kernel, ones(1)).Floats());
    }

    [Fact]
    public void conv_transpose2d_is_the_gradient_of_conv2d()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var x = randn([2, 3, 8, 8], dtype: float64, generator: generator).requires_grad_();
        var kernel = randn([5, 3, 3, 3], dtype: float64, generator: generator);
        var y = functional.conv2d(x, kernel, strides: [2, 2], padding: [1, 1]);
        var g = randn(y.shape, dtype: float64, generator: generator);
        var expected = autograd.grad([y], [x], [g])[0];
        var actual = functional.conv_transpose2d(g, kernel, strides: [2, 2], padding: [1, 1], output_padding: [1, 1]);
        Assert.True(expected.allclose(actual));
    }

    [Fact]
    public void linear_multiplies_by_the_transposed_weights()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[,] { { 1, 2 } });
        var weights = tensor(new float[,] { { 1, 1 }, { 3, 0 }, { 0, -1 } });
        Assert.Equal([3f, 3f, -2f], functional.linear(x, weights).Floats());
        Assert.Equal([4f, 5f, 1f], functional.linear(x, weights, tensor(new float[] { 1, 2, 3 })).Floats());
    }

    [Fact]
    public void channels_last_inputs_give_the_same_numbers()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var x = randn([2, 16, 8, 8], generator: generator);
        var kernel = randn([8, 16, 3, 3], generator: generator);
        var last = x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var kernelLast = kernel.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var expected = functional.conv2d(x, kernel, padding: [1, 1]);
        var actual = functional.conv2d(last, kernelLast, padding: [1, 1]);
        Assert.True(expected.allclose(actual, rtol: 1e-4, atol: 1e-4));
        Assert.Equal(1, actual.stride(1));
    }
}
