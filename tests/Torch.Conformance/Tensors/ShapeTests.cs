using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class ShapeTests
{
    [Fact]
    public void reshape_view_and_flatten_keep_row_order()
    {
        using var scope = NewDisposeScope();
        var t = arange(12);
        Assert.Equal([3L, 4L], t.reshape(3, -1).shape);
        Assert.Equal([2L, 6L], t.view(2, 6).shape);
        Assert.Equal([2L, 6L], t.reshape(2, 3, 2).flatten(1).shape);
        Assert.Equal([12L], t.reshape(3, 4).flatten().shape);
        Assert.Equal([3L, 2L, 2L], t.reshape(3, 4).unflatten(1, 2, 2).shape);
    }

    [Fact]
    public void squeeze_and_unsqueeze()
    {
        using var scope = NewDisposeScope();
        var t = zeros(1, 2, 1);
        Assert.Equal([2L], t.squeeze().shape);
        Assert.Equal([2L, 1L], t.squeeze(0).shape);
        Assert.Equal([1L, 2L], t.squeeze(-1).shape);
        Assert.Equal([1L, 1L, 2L, 1L], t.unsqueeze(0).shape);
    }

    [Fact]
    public void permute_and_contiguous_give_channels_last_memory()
    {
        using var scope = NewDisposeScope();
        var t = arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5);
        var last = t.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        Assert.Equal([2L, 3L, 4L, 5L], last.shape);
        Assert.Equal([60L, 1L, 15L, 3L], last.stride());
        Assert.False(last.is_contiguous());
        Assert.Equal(t.Longs(), last.Longs());
        Assert.Equal(t.Longs(), last.data<long>().ToArray());
    }

    [Fact]
    public void transpose_swaps_two_dimensions()
    {
        using var scope = NewDisposeScope();
        var t = arange(6).reshape(2, 3);
        Assert.Equal([0L, 3L, 1L, 4L, 2L, 5L], t.transpose(0, 1).Longs());
        Assert.Equal([0L, 3L, 1L, 4L, 2L, 5L], t.T.Longs());
        Assert.Equal([0L, 3L, 1L, 4L, 2L, 5L], t.t().Longs());
        Assert.Equal([4L, 3L, 2L], zeros(4, 2, 3).mT.shape);
    }

    [Fact]
    public void expand_repeats_without_memory_and_repeat_with()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2 }).reshape(2, 1);
        var wide = t.expand(2, 3);
        Assert.Equal([1f, 1f, 1f, 2f, 2f, 2f], wide.Floats());
        Assert.Equal([1L, 0L], wide.stride());
        Assert.Equal([2L, 3L], t.expand(-1, 3).shape);
        Assert.Equal([1f, 1f, 2f, 2f, 1f, 1f, 2f, 2f], t.repeat(2, 2).Floats());
        Assert.Equal([1L, 1L, 2L, 2L], arange(1, 3).repeat_interleave(2).Longs());
        Assert.Equal([0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L], arange(4).reshape(2, 2).repeat_interleave(2, dim: 1).Longs());
    }

    [Fact]
    public void flip_and_roll()
    {
        using var scope = NewDisposeScope();
        var t = arange(4);
        Assert.Equal([3L, 2L, 1L, 0L], t.flip(0).Longs());
        Assert.Equal([3L, 0L, 1L, 2L], t.roll(1, 0).Longs());
        Assert.Equal([1L, 0L, 3L, 2L], t.reshape(2, 2).flip(1).Longs());
        Assert.Equal([3L, 2L, 1L, 0L], t.reshape(2, 2).roll([1, 1], [0, 1]).Longs());
    }

    [Fact]
    public void cat_and_stack_join()
    {
        using var scope = NewDisposeScope();
        Tensor a = arange(2), b = arange(2, 4);
        Assert.Equal([0L, 1L, 2L, 3L], cat([a, b]).Longs());
        Assert.Equal([2L, 2L], stack([a, b]).shape);
        Assert.Equal([0L, 2L, 1L, 3L], stack([a, b], dim: 1).Longs());
        Assert.Equal([2L, 4L], cat(new List<Tensor> { a.reshape(2, 1), zeros(2, 3, dtype: int64) }, 1).shape);
    }

    [Fact]
    public void split_and_chunk_give_views()
    {
        using var scope = NewDisposeScope();
        var t = arange(5);
        var parts = t.split(2);
        Assert.Equal(3, parts.Length);
        Assert.Equal([4L], parts[2].Longs());
        var halves = t.chunk(2);
        Assert.Equal([0L, 1L, 2L], halves[0].Longs());
        halves[0].fill_(0);
        Assert.Equal([0L, 0L, 0L, 3L, 4L], t.Longs());
        Assert.Equal([1L, 4L], t.split([1, 4]).Select(p => p.numel()));
        Assert.Equal(5, t.unbind().Length);
    }

    [Fact]
    public void sizes_strides_and_counts()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 3, 4);
        Assert.Equal(3, t.dim());
        Assert.Equal(3, t.ndim);
        Assert.Equal(24, t.numel());
        Assert.Equal(4, t.size(2));
        Assert.Equal(4, t.size(-1));
        Assert.Equal([12L, 4L, 1L], t.stride());
        Assert.Equal(4, t.stride(1));
        Assert.Equal(4, t.element_size());
        Assert.Equal(12, t[1].storage_offset());
    }

    [Fact]
    public void text_is_shape_type_and_device()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());
        Assert.Equal("[], type = Int64, device = cpu", zeros([], dtype: int64).ToString());
    }

    [Fact]
    public void meshgrid_follows_its_indexing()
    {
        using var scope = NewDisposeScope();
        var grids = meshgrid([arange(2), arange(3)]);
        Assert.Equal([2L, 3L], grids[0].shape);
        Assert.Equal([0L, 1L, 2L, 0L, 1L, 2L], grids[1].Longs());
    }
}
