using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class IndexingTests
{
    [Fact]
    public void numbers_pick_and_drop_dimensions()
    {
        using var scope = NewDisposeScope();
        var t = arange(24).reshape(2, 3, 4);
        Assert.Equal([3L, 4L], t[1].shape);
        Assert.Equal(23, t[1, 2, 3].item<long>());
        Assert.Equal([20L, 21L, 22L, 23L], t[1, 2].Longs());
        Assert.Equal(23, t[-1, -1, -1].item<long>());
    }

    [Fact]
    public void ranges_and_slices_keep_dimensions()
    {
        using var scope = NewDisposeScope();
        var t = arange(10);
        Assert.Equal([2L, 3L], t[2..4].Longs());
        Assert.Equal([8L, 9L], t[^2..].Longs());
        Assert.Equal([0L, 3L, 6L, 9L], t[TensorIndex.Slice(step: 3)].Longs());
        Assert.Equal([1L, 3L], t[TensorIndex.Slice(1, 5, 2)].Longs());
    }

    [Fact]
    public void colon_ellipsis_and_none()
    {
        using var scope = NewDisposeScope();
        var t = arange(24).reshape(2, 3, 4);
        Assert.Equal([2L, 4L], t[TensorIndex.Colon, TensorIndex.Single(1)].shape);
        Assert.Equal([2L, 3L], t[TensorIndex.Ellipsis, TensorIndex.Single(0)].shape);
        Assert.Equal([1L, 2L, 3L, 4L], t[TensorIndex.None].shape);
        Assert.Equal([2L, 3L, 1L, 4L], t[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.None].shape);
    }

    [Fact]
    public void masks_and_index_tensors()
    {
        using var scope = NewDisposeScope();
        var t = arange(6);
        Assert.Equal([4L, 5L], t[t > 3].Longs());
        Assert.Equal([5L, 0L], t[tensor(new[] { 5L, 0L })].Longs());
        Assert.Equal([2L, 4L], t.index_select(0, tensor(new[] { 2L, 4L })).Longs());
        Assert.Equal([3L, 5L], t.masked_select(t.eq(3).logical_or(t.eq(5))).Longs());
    }

    [Fact]
    public void assignment_writes_into_the_tensor()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 3);
        t[0] = tensor(new float[] { 1, 2, 3 });
        t[1, 2] = tensor(9f);
        t[TensorIndex.Colon, TensorIndex.Slice(0, 1)] = tensor(-1f);
        Assert.Equal([-1f, 2f, 3f, -1f, 0f, 9f], t.Floats());
    }

    [Fact]
    public void views_share_memory()
    {
        using var scope = NewDisposeScope();
        var t = zeros(4);
        t.narrow(0, 1, 2).fill_(1);
        t.select(0, 3).fill_(2);
        Assert.Equal([0f, 1f, 1f, 2f], t.Floats());
    }

    [Fact]
    public void gather_scatter_and_where()
    {
        using var scope = NewDisposeScope();
        var t = arange(6).reshape(2, 3);
        var index = tensor(new long[,] { { 2 }, { 0 } });
        Assert.Equal([2L, 3L], t.gather(1, index).Longs());
        Assert.Equal([0L, 0L, 1L, 1L, 0L, 0L], zeros(2, 3, dtype: int64).scatter(1, index, ones(2, 1, dtype: int64)).Longs());
        Assert.Equal([0L, 0L, 0L, 3L, 4L, 5L], where(t > 2, t, zeros_like(t)).Longs());
        Assert.Equal([0L, 1L, 2L, -7L, -7L, -7L], t.masked_fill(t > 2, -7).Longs());
    }
}
