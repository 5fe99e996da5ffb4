using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class ArithmeticTests
{
    [Fact]
    public void operators_work_with_tensors_and_numbers_on_either_side()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2, 4 });
        Assert.Equal([2f, 4f, 8f], (t + t).Floats());
        Assert.Equal([0f, 1f, 3f], (t - 1).Floats());
        Assert.Equal([0f, -1f, -3f], (1 - t).Floats());
        Assert.Equal([2f, 4f, 8f], (2f * t).Floats());
        Assert.Equal([0.5f, 1f, 2f], (t / 2.0).Floats());
        Assert.Equal([4f, 2f, 1f], (4 / t).Floats());
        Assert.Equal([-1f, -2f, -4f], (-t).Floats());
        Assert.Equal([1f, 0f, 0f], (t % 2).Floats());
    }

    [Fact]
    public void numbers_do_not_widen_a_floating_tensor()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float32, (ones(1) * 0.5).dtype);
        Assert.Equal(ScalarType.Float16, (ones(1, dtype: float16) + 1.0).dtype);
        Assert.Equal(ScalarType.Float32, (ones(1, dtype: int64) * 0.5f).dtype);
        Assert.Equal(ScalarType.Int64, (ones(1, dtype: int64) * 2).dtype);
        Assert.Equal(ScalarType.Float32, (ones(1, dtype: uint8) + ones(1)).dtype);
        Assert.Equal(ScalarType.Float32, (ones(1, dtype: int64) / 2).dtype);
    }

    [Fact]
    public void shapes_broadcast()
    {
        using var scope = NewDisposeScope();
        var column = tensor(new float[] { 1, 2 }).reshape(2, 1);
        var row = tensor(new float[] { 10, 20, 30 });
        Assert.Equal([11f, 21f, 31f, 12f, 22f, 32f], (column + row).Floats());
    }

    [Fact]
    public void functions_of_one_tensor()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { -4f, 0.25f, 9f });
        Numbers.Near([4f, 0.25f, 9f], t.abs());
        Numbers.Near([-1f, 1f, 1f], t.sign());
        Numbers.Near([16f, 0.0625f, 81f], t.square());
        Numbers.Near([2f, 0.5f, 3f], t.abs().sqrt());
        Numbers.Near([0.5f, 2f, 1f / 3], t.abs().rsqrt());
        Numbers.Near([MathF.Exp(-4), MathF.Exp(0.25f)], t.exp()[..2]);
        Numbers.Near([MathF.Log(4), MathF.Log(0.25f), MathF.Log(9)], t.abs().log());
        Numbers.Near([-0.25f, 4f, 1f / 9], t.reciprocal());
        Numbers.Near([-4f, 0f, 9f], t.floor());
        Numbers.Near([-4f, 1f, 9f], t.ceil());
        Numbers.Near([1 / (1 + MathF.Exp(4)), 1 / (1 + MathF.Exp(-0.25f)), 1 / (1 + MathF.Exp(-9))], t.sigmoid());
        Numbers.Near([MathF.Tanh(-4), MathF.Tanh(0.25f), 1f], t.tanh());
        Numbers.Near([0f, 0.25f, 9f], t.relu());
        Numbers.Near([MathF.Log(1 + MathF.Exp(-4)), MathF.Log(1 + MathF.Exp(0.25f)), 9.000123f], t.softplus());
    }

    [Fact]
    public void powers_extremes_and_limits()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2, 3 });
        Numbers.Near([1f, 8f, 27f], t.pow(3));
        Numbers.Near([1f, 4f, 27f], t.pow(t));
        Numbers.Near([2f, 2f, 3f], t.maximum(tensor(2f)));
        Numbers.Near([1f, 2f, 2f], t.minimum(tensor(2f)));
        Numbers.Near([1.5f, 2f, 2.5f], t.clamp(1.5, 2.5));
        Numbers.Near([1f, 2f, 2f], t.clamp(max: 2));
        Numbers.Near([2f, 2f, 3f], t.clamp_min(2));
    }

    [Fact]
    public void fused_forms()
    {
        using var scope = NewDisposeScope();
        Tensor a = tensor(new float[] { 1, 2 }), b = tensor(new float[] { 3, 4 }), c = tensor(new float[] { 2, 8 });
        Numbers.Near([2.5f, 4f], a.add(b, 0.5));
        Numbers.Near([7f, 34f], a.addcmul(b, c, 1));
        Numbers.Near([4f, 3f], a.addcdiv(b, c, 2));
        Numbers.Near([1.5f, 2.5f], a.lerp(b, tensor(0.25f)));
    }

    [Fact]
    public void division_rounds_as_told()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { -7, 7 });
        Numbers.Near([-3f, 3f], t.div(2, RoundingMode.trunc));
        Numbers.Near([-4f, 3f], t.div(2, RoundingMode.floor));
    }

    [Fact]
    public void nothing_changes_the_operands()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2 });
        _ = (t + 1) * t.exp() - t.clamp(0, 1);
        Assert.Equal([1f, 2f], t.Floats());
    }
}
