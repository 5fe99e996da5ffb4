using System.Runtime.InteropServices;

using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Torch.Conformance.Errors;

public class ErrorTests
{
    [Fact]
    public void shapes_that_do_not_fit_name_both()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message, StringComparison.Ordinal);
        Assert.Contains("size of tensor a (2) must match", Assert.Throws<ExternalException>(() => ones(2) + ones(3)).Message, StringComparison.Ordinal);
        Assert.Contains("is invalid for input of size 6", Assert.Throws<ExternalException>(() => ones(6).reshape(4)).Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => functional.conv2d(ones(1, 2, 4, 4), ones(1, 3, 3, 3)));
        Assert.Throws<ExternalException>(() => cat([ones(2, 2), ones(3)]));
    }

    [Fact]
    public void dimensions_and_indices_out_of_range()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("Dimension out of range", Assert.Throws<ExternalException>(() => ones(2).sum(3)).Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => ones(2).size(1));
        Assert.Throws<ExternalException>(() => ones(2).select(0, 2));
        Assert.Throws<ExternalException>(() => ones(2).narrow(0, 1, 2));
        Assert.Throws<ExternalException>(() => ones(2)[5]);
    }

    [Fact]
    public void element_types_that_do_not_fit()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(2, 2).mm(ones(2, 2, dtype: float64)));
        Assert.Throws<ExternalException>(() => ones(2, dtype: int64).mean());
        Assert.Throws<ExternalException>(() => ones(2, dtype: int64).add_(0.5f));
        Assert.Throws<ExternalException>(() => ones(2, dtype: int64).requires_grad_());
    }

    [Fact]
    public void in_place_changes_of_a_leaf_that_wants_gradients()
    {
        using var scope = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        Assert.Contains("leaf Variable", Assert.Throws<ExternalException>(() => x.add_(1)).Message, StringComparison.Ordinal);
        Assert.Equal([1f], x.Floats());
    }

    [Fact]
    public void backward_without_a_graph_or_twice()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(1).backward());
        var y = ones([1], requires_grad: true).exp().sum();
        y.backward();
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => y.backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void disposed_tensors_say_so()
    {
        var gone = ones(1);
        gone.Dispose();
        using var live = ones(1);
        Assert.Throws<InvalidOperationException>(() => gone.shape);
        Assert.Throws<InvalidOperationException>(() => gone + live);
        Assert.Throws<InvalidOperationException>(() => live + gone);
        Assert.Throws<InvalidOperationException>(() => live.add_(gone));
        Assert.Throws<InvalidOperationException>(() => cat([live, gone]));
        Assert.Throws<InvalidOperationException>(() => gone.Handle);
    }

    [Fact]
    public void devices_that_are_not_there()
    {
        Assert.SkipWhen(cuda.is_available(), "This machine has CUDA.");
        Assert.Equal(0, cuda.device_count());
        Assert.Throws<InvalidOperationException>(() => device("cuda:0"));
        Assert.Throws<InvalidOperationException>(() => ones(1, device: new Device("cuda")));
        using var t = ones(1);
        Assert.Throws<InvalidOperationException>(() => t.to(new Device("cuda:0")));
        Assert.Throws<InvalidOperationException>(() => t.cuda());
    }

    [Fact]
    public void failed_calls_leave_nothing_behind()
    {
        using var scope = NewDisposeScope();
        Tensor a = ones(2, 3), b = ones(2, 3);
        var live = Tensor.TotalCount;
        for (var i = 0; i < 20; i++)
        {
            Assert.Throws<ExternalException>(() => a.mm(b));
            Assert.Throws<ExternalException>(() => a.add_(ones(7)));
            Assert.Throws<ExternalException>(() => a.split(0, dim: 9));
            Assert.Throws<ExternalException>(() => a.max(7));
            scope.DisposeEverythingBut(a, b);
        }

        Assert.Equal(live, Tensor.TotalCount);
        Assert.Equal(2, scope.DisposablesCount);
    }

    [Fact]
    public void an_error_does_not_stick_to_the_next_call()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(2) + ones(3));
        Assert.Equal(2f, (ones(1) + 1).item<float>());
    }
}
