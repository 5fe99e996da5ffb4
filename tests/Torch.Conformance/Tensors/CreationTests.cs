using TorchSharp;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class CreationTests
{
    [Fact]
    public void default_type_is_float32_and_default_device_the_cpu()
    {
        using var scope = NewDisposeScope();
        var zero = zeros(2, 3);
        Assert.Equal(ScalarType.Float32, zero.dtype);
        Assert.Equal(DeviceType.CPU, zero.device.type);
        Assert.Equal([2L, 3L], zero.shape);
        Assert.False(zero.requires_grad);
        Assert.Equal(new float[6], zero.Floats());
    }

    [Fact]
    public void filled_tensors_take_shape_type_and_requires_grad()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1f, 1f], ones(2).Floats());
        Assert.Equal([2.5f, 2.5f, 2.5f], full(3, 2.5f).Floats());
        Assert.Equal(ScalarType.Int64, full([1, 2], 7, dtype: int64).dtype);
        Assert.True(zeros([2], requires_grad: true).requires_grad);
        Assert.Equal([3L, 1L, 2L], empty(3, 1, 2, dtype: float64).shape);
        Assert.Equal([0L], empty(0).shape);
    }

    [Fact]
    public void arange_is_integral_for_integers_and_floating_otherwise()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0L, 1L, 2L], arange(3).data<long>().ToArray());
        Assert.Equal([1L, 3L], arange(1, 5, 2).data<long>().ToArray());
        Assert.Equal([0f, 0.5f], arange(0, 1, 0.5f).data<float>().ToArray());
        Assert.Equal(ScalarType.Float32, arange(3, dtype: float32).dtype);
    }

    [Fact]
    public void linspace_and_eye()
    {
        using var scope = NewDisposeScope();
        Numbers.Near([0f, 0.25f, 0.5f, 0.75f, 1f], linspace(0, 1, 5));
        Assert.Equal([1f, 0f, 0f, 0f, 1f, 0f], eye(2, 3).Floats());
        Assert.Equal([1f, 0f, 0f, 1f], eye(2).Floats());
    }

    [Fact]
    public void tensor_copies_its_array()
    {
        using var scope = NewDisposeScope();
        float[] source = [1, 2, 3, 4];
        var copy = tensor(source, [2, 2]);
        source[0] = 9;
        Assert.Equal([1f, 2f, 3f, 4f], copy.Floats());
        Assert.Equal([2L, 2L], copy.shape);
    }

    [Fact]
    public void tensor_takes_each_element_type()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int8, tensor(new sbyte[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int16, tensor(new short[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int32, tensor(new[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int64, tensor(new[] { 1L }).dtype);
        Assert.Equal(ScalarType.Float16, tensor(new[] { (Half)1 }).dtype);
        Assert.Equal(ScalarType.Float32, tensor(new[] { 1f }).dtype);
        Assert.Equal(ScalarType.Float64, tensor(new[] { 1d }).dtype);
        Assert.Equal(ScalarType.Bool, tensor(new[] { true }).dtype);
        Assert.Equal(ScalarType.Float64, tensor(new[] { 1f }, dtype: float64).dtype);
    }

    [Fact]
    public void tensor_of_one_number_has_no_dimensions()
    {
        using var scope = NewDisposeScope();
        var one = tensor(1.5f);
        Assert.Empty(one.shape);
        Assert.Equal(1.5f, one.item<float>());
        Assert.Equal(ScalarType.Float64, tensor(1.5).dtype);
        Assert.Equal(ScalarType.Int64, tensor(1L).dtype);
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
        Assert.Equal(ScalarType.Bool, tensor(true).dtype);
    }

    [Fact]
    public void tensor_of_a_matrix_is_row_major()
    {
        using var scope = NewDisposeScope();
        var matrix = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2L, 3L], matrix.shape);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], matrix.Floats());
    }

    [Fact]
    public void tensor_refuses_more_dimensions_than_elements() =>
        Assert.Throws<ArgumentException>(() => tensor(new float[] { 1, 2, 3 }, [2, 2]));

    [Fact]
    public void from_array_shares_the_memory_of_its_array()
    {
        using var scope = NewDisposeScope();
        float[] source = [1, 2];
        var shared = from_array(source);
        source[0] = 5;
        Assert.Equal([5f, 2f], shared.Floats());
        shared.fill_(3);
        Assert.Equal([3f, 3f], source);
    }

    [Fact]
    public void frombuffer_takes_a_part()
    {
        using var scope = NewDisposeScope();
        byte[] source = [1, 2, 3, 4];
        Assert.Equal([2L, 3L], frombuffer(source, uint8, count: 2, offset: 1).Longs());
        Assert.Throws<ArgumentException>(() => frombuffer(source, uint8, offset: 4));
    }

    [Fact]
    public void memory_of_a_shared_array_lives_as_long_as_its_tensor()
    {
        using var scope = NewDisposeScope();
        static Tensor Make() => from_array(Enumerable.Range(0, 100_000).Select(i => (float)i).ToArray());
        var shared = Make();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(99_999f, shared[99_999].item<float>());
    }

    [Fact]
    public void likes_follow_their_model()
    {
        using var scope = NewDisposeScope();
        var model = tensor(new double[] { 1, 2 });
        Assert.Equal(ScalarType.Float64, zeros_like(model).dtype);
        Assert.Equal([0f, 0f], model.zeros_like().Floats());
        Assert.Equal([1f, 1f], ones_like(model).Floats());
        Assert.Equal(ScalarType.Int64, empty_like(model, dtype: int64).dtype);
        Assert.Equal([4f, 4f], full_like(model, 4).Floats());
        Assert.Equal([2L], randn_like(model).shape);
    }
}
