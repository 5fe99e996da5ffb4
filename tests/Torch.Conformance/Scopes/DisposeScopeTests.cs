using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Scopes;

public class DisposeScopeTests
{
    [Fact]
    public void a_scope_disposes_what_was_made_in_it()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(1) + 1;
            Assert.Equal(2, scope.DisposablesCount);
            Assert.True(scope.Contains(inside));
        }

        Assert.True(inside.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => inside.shape);
    }

    [Fact]
    public void a_tensor_moves_to_the_outer_scope()
    {
        using var outer = NewDisposeScope();
        Tensor moved;
        using (NewDisposeScope())
            moved = ones(1).MoveToOuterDisposeScope();
        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
    }

    [Fact]
    public void a_tensor_without_outer_scope_leaves_all_scopes()
    {
        Tensor moved;
        using (var scope = NewDisposeScope())
            moved = scope.MoveToOuter(ones(1));
        Assert.False(moved.IsInvalid);
        moved.Dispose();
    }

    [Fact]
    public void a_detached_tensor_lives_until_it_is_disposed()
    {
        Tensor kept;
        using (var scope = NewDisposeScope())
        {
            kept = ones(1).DetachFromDisposeScope();
            Assert.False(scope.Contains(kept));
        }

        Assert.Equal([1L], kept.shape);
        kept.Dispose();
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void a_detached_tensor_can_be_attached_again()
    {
        using var scope = NewDisposeScope();
        var tensor = ones(1).DetachFromDisposeScope();
        scope.Attach(tensor);
        Assert.True(scope.Contains(tensor));
    }

    [Fact]
    public void dispose_everything_but_keeps_the_chosen_in_the_scope()
    {
        using var scope = NewDisposeScope();
        Tensor gone = ones(1), kept = ones(1);
        scope.DisposeEverythingBut(kept);
        Assert.True(gone.IsInvalid);
        Assert.False(kept.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
        scope.DisposeEverything();
        Assert.True(kept.IsInvalid);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void a_tensor_disposed_by_hand_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var tensor = ones(1);
        tensor.Dispose();
        tensor.Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void a_scope_can_be_disposed_twice_and_not_used_after()
    {
        var scope = NewDisposeScope();
        scope.Dispose();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        Assert.Throws<ObjectDisposedException>(() => scope.DisposeEverything());
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void scopes_may_end_out_of_order()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void each_thread_has_its_own_scopes()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = ones(1));
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(elsewhere!));
        elsewhere!.Dispose();
    }

    [Fact]
    public void gradients_belong_to_the_scope_that_reads_them()
    {
        using var outer = NewDisposeScope();
        var x = ones([1], requires_grad: true);
        (x * 2).sum().backward();
        using (NewDisposeScope())
            Assert.Equal(2f, x.grad!.item<float>());
        Assert.Equal(2f, x.grad!.item<float>());
    }

    [Fact]
    public void wrapped_scopes_give_back_their_result_only()
    {
        using var scope = NewDisposeScope();
        var result = WrappedTensorDisposeScope(() => (ones(1) + 1) * 2);
        Assert.Equal(4f, result.item<float>());
        Assert.Equal(1, scope.DisposablesCount);
    }
}
