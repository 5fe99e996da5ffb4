using TorchSharp;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class ConversionTests
{
    [Theory]
    [InlineData(ScalarType.Byte, 1)]
    [InlineData(ScalarType.Int8, 1)]
    [InlineData(ScalarType.Int16, 2)]
    [InlineData(ScalarType.Int32, 4)]
    [InlineData(ScalarType.Int64, 8)]
    [InlineData(ScalarType.Float16, 2)]
    [InlineData(ScalarType.BFloat16, 2)]
    [InlineData(ScalarType.Float32, 4)]
    [InlineData(ScalarType.Float64, 8)]
    [InlineData(ScalarType.Bool, 1)]
    public void every_element_type_keeps_a_one(ScalarType type, long width)
    {
        using var scope = NewDisposeScope();
        var t = ones(3).to(type);
        Assert.Equal(type, t.dtype);
        Assert.Equal(width, t.element_size());
        Assert.Equal([1f, 1f, 1f], t.Floats());
    }

    [Fact]
    public void conversion_to_the_same_type_shares_memory_unless_a_copy_is_asked_for()
    {
        using var scope = NewDisposeScope();
        var t = zeros(1);
        t.to(float32).fill_(1);
        Assert.Equal(1f, t.item<float>());
        t.to(float32, copy: true).fill_(2);
        Assert.Equal(1f, t.item<float>());
        t.cpu().fill_(3);
        Assert.Equal(3f, t.item<float>());
    }

    [Fact]
    public void dispose_after_ends_the_source()
    {
        using var scope = NewDisposeScope();
        var t = zeros(1);
        var converted = t.to(float64, disposeAfter: true);
        Assert.True(t.IsInvalid);
        Assert.Equal(ScalarType.Float64, converted.dtype);
    }

    [Fact]
    public void clone_has_memory_of_its_own_and_detach_has_not()
    {
        using var scope = NewDisposeScope();
        var t = zeros(1);
        t.clone().fill_(1);
        Assert.Equal(0f, t.item<float>());
        t.detach().fill_(2);
        Assert.Equal(2f, t.item<float>());
    }

    [Fact]
    public void floats_become_bytes_by_truncation()
    {
        using var scope = NewDisposeScope();
        var pixels = tensor(new[] { -1f, 0f, 1f }).add(1).mul(127.5).round().clamp(0, 255).to(uint8);
        Assert.Equal(new byte[] { 0, 128, 255 }, pixels.data<byte>().ToArray());
    }

    [Fact]
    public void types_promote_as_in_libtorch()
    {
        Assert.Equal(ScalarType.Float32, promote_types(ScalarType.Float32, ScalarType.Int64));
        Assert.True(is_floating_point(ScalarType.BFloat16));
        Assert.True(is_integral(ScalarType.Byte));
    }

    [Fact]
    public void device_names_are_read_and_written()
    {
        Assert.Equal("cpu", device("cpu").ToString());
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        Assert.Equal(1, new Device("cuda:1").index);
        Assert.Equal(DeviceType.CUDA, new Device("cuda").type);
        Assert.Equal(-1, new Device("cuda").index);
        Assert.Throws<ArgumentException>(() => new Device("teapot"));
    }
}
