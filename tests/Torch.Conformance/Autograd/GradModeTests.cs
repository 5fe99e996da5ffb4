using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Autograd;

public class GradModeTests
{
    [Fact]
    public void no_grad_records_nothing_until_it_is_disposed()
    {
        using var scope = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void set_grad_enabled_nests()
    {
        using (set_grad_enabled(false))
        {
            using (set_grad_enabled(true))
                Assert.True(is_grad_enabled());
            Assert.False(is_grad_enabled());
        }
    }

    [Fact]
    public void parameters_change_in_place_under_no_grad()
    {
        using var scope = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        using (no_grad())
            x.add_(1);
        Assert.Equal([2f], x.Floats());
        Assert.True(x.requires_grad);
    }

    [Fact]
    public void inference_mode_ends_where_it_was_opened()
    {
        using var scope = NewDisposeScope();
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((ones([1], requires_grad: true) * 2).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void the_mode_belongs_to_its_thread()
    {
        using (no_grad())
        {
            var elsewhere = false;
            var thread = new Thread(() => elsewhere = is_grad_enabled());
            thread.Start();
            thread.Join();
            Assert.True(elsewhere);
        }
    }
}
