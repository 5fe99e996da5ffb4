using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class ReductionTests
{
    [Fact]
    public void sums_and_means()
    {
        using var scope = NewDisposeScope();
        var t = arange(6, dtype: float32).reshape(2, 3);
        Assert.Equal(15f, t.sum().item<float>());
        Assert.Equal([3f, 5f, 7f], t.sum([0]).Floats());
        Assert.Equal([2L, 1L], t.sum([1], keepdim: true).shape);
        Assert.Equal(2.5f, t.mean().item<float>());
        Assert.Equal([1f, 4f], t.mean([1]).Floats());
        Assert.Equal(2.5f, t.mean([0, 1]).item<float>());
        Assert.Equal([2L, 1L], t.mean([1], keepdim: true).shape);
        Assert.Equal(ScalarType.Int64, ones(2, dtype: uint8).sum().dtype);
        Assert.Equal(ScalarType.Float64, t.sum(type: float64).dtype);
    }

    [Fact]
    public void spreads()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2, 3, 6 });
        Assert.Equal(14f / 3, t.var().item<float>(), 5);
        Assert.Equal(3.5f, t.var([0], unbiased: false).item<float>(), 5);
        Assert.Equal(MathF.Sqrt(14f / 3), t.std().item<float>(), 5);
        Numbers.Near([0.25f, 2.25f], t.reshape(2, 2).var([1], unbiased: false));
        Numbers.Near([0.5f, 1.5f], t.reshape(2, 2).std([1], unbiased: false));
    }

    [Fact]
    public void norms()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 3, 4, 6, 8 });
        Assert.Equal(5f, t[..2].norm().item<float>());
        Assert.Equal(21f, t.norm(p: 1f).item<float>());
        Numbers.Near([5f, 10f], t.reshape(2, 2).norm(1));
    }

    [Fact]
    public void extremes()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[,] { { 1, 9, 2 }, { 7, 3, 5 } });
        Assert.Equal(9f, t.max().item<float>());
        Assert.Equal(1f, t.min().item<float>());
        var (values, indexes) = t.max(1);
        Assert.Equal([9f, 7f], values.Floats());
        Assert.Equal([1L, 0L], indexes.Longs());
        Assert.Equal([7f, 9f, 5f], t.amax([0]).Floats());
        Assert.Equal([1f, 3f], t.amin([1]).Floats());
        Assert.Equal(1, t.argmax().item<long>());
        Assert.Equal([0L, 1L], t.argmin(1).Longs());
    }

    [Fact]
    public void sorting()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[,] { { 3, 1, 2 }, { 4, 6, 5 } });
        var (values, indices) = t.sort(1);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], values.Floats());
        Assert.Equal([1L, 2L, 0L, 0L, 2L, 1L], indices.Longs());
        Assert.Equal([3f, 2f, 1f], t.sort(1, descending: true).Values[0].Floats());
        Assert.Equal([0L, 2L, 1L], t.argsort(1, descending: true)[0].Longs());
        Assert.Equal([6f, 5f], t[1].topk(2).values.Floats());
    }

    [Fact]
    public void running_sums_and_softmax()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0L, 1L, 3L], arange(3).cumsum(0).Longs());
        var logits = tensor(new[] { 0f, MathF.Log(3) });
        Numbers.Near([0.25f, 0.75f], logits.softmax(0));
        Numbers.Near([MathF.Log(0.25f), MathF.Log(0.75f)], nn.functional.log_softmax(logits, 0));
        Assert.Equal(MathF.Log(4), logits.logsumexp(0).item<float>(), 5);
    }

    [Fact]
    public void truth()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 1f, float.NaN, float.PositiveInfinity });
        Assert.Equal([true, false, false], t.isfinite().Bools());
        Assert.Equal([false, true, false], t.isnan().Bools());
        Assert.False(t.isfinite().all().item<bool>());
        Assert.True(t.isnan().any().item<bool>());
        Assert.Equal([true, false], tensor(new[,] { { true, true }, { true, false } }).all(1).Bools());
    }

    [Fact]
    public void comparisons()
    {
        using var scope = NewDisposeScope();
        Tensor a = arange(3), b = tensor(new[] { 2L, 1L, 0L });
        Assert.Equal([true, false, false], (a < b).Bools());
        Assert.Equal([false, true, false], (a == b).Bools());
        Assert.Equal([true, false, true], (a != b).Bools());
        Assert.Equal([false, true, true], (a >= 1).Bools());
        Assert.Equal([true, true, false], (a <= 1).Bools());
        Assert.Equal([false, false, true], a.gt(1).Bools());
        Assert.True(a.allclose(a.clone()));
        Assert.True(a.Equals(a.clone()));
        Assert.False(a.Equals(b));
    }
}
