using TorchSharp;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class DataTests
{
    [Fact]
    public void data_reads_in_row_order_whatever_the_strides()
    {
        using var scope = NewDisposeScope();
        var t = arange(6, dtype: float32).reshape(2, 3);
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], t.T.data<float>().ToArray());
        Assert.Equal([1f, 4f], t.select(1, 1).data<float>().ToArray());
        Assert.Equal(4f, t.data<float>()[1, 1]);
        Assert.Equal(6, t.data<float>().Count);
    }

    [Fact]
    public void data_writes_into_the_tensor()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 2);
        var data = t.data<float>();
        data[1, 0] = 5;
        Assert.Equal([0f, 0f, 5f, 0f], t.Floats());
        data.CopyFrom([1, 2, 3, 4]);
        Assert.Equal([1f, 2f, 3f, 4f], t.Floats());
        var part = new float[3];
        data.CopyTo(part, arrayIndex: 1, tensorIndex: 2);
        Assert.Equal([0f, 3f, 4f], part);
    }

    [Fact]
    public void data_insists_on_the_element_type()
    {
        using var t = zeros(1);
        Assert.Throws<ArgumentException>(() => t.data<double>());
        Assert.Throws<ArgumentException>(() => t.item<long>());
    }

    [Fact]
    public void item_needs_exactly_one_element()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(7, tensor(new[] { 7 }).item<int>());
        Assert.True(tensor(true).item<bool>());
        Assert.Equal((Half)0.5f, tensor(new[] { (Half)0.5f }).item<Half>());
        Assert.Throws<ArgumentException>(() => zeros(2).item<float>());
    }

    [Fact]
    public void bytes_are_the_raw_memory()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 1f, -2f });
        Assert.Equal(BitConverter.GetBytes(1f).Concat(BitConverter.GetBytes(-2f)).ToArray(), t.bytes.ToArray());
        var copy = zeros(2);
        copy.bytes = t.bytes;
        Assert.Equal([1f, -2f], copy.Floats());
        Assert.Throws<ArgumentException>(() => zeros(3).bytes = new byte[4]);
        Assert.Throws<InvalidOperationException>(() => zeros(2, 2).T.slice(0, 0, 2, 2).bytes.Length);
    }

    [Fact]
    public void bytes_go_through_streams()
    {
        using var scope = NewDisposeScope();
        var t = randn(1000);
        using var stream = new MemoryStream();
        t.WriteBytesToStream(stream);
        Assert.Equal(4000, stream.Length);
        stream.Position = 0;
        var copy = zeros(1000);
        copy.ReadBytesFromStream(stream);
        Assert.True(copy.Equals(t));
        Assert.ThrowsAny<EndOfStreamException>(() => copy.ReadBytesFromStream(stream));
    }

    [Fact]
    public void scalars_come_out_as_numbers()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1.5, tensor(1.5f).ToDouble());
        Assert.Equal(3, tensor(3L).ToInt32());
        Assert.Equal(2.5f, (float)tensor(2.5));
        Assert.Equal(ScalarType.Float64, tensor(1f).ToScalar().Type);
    }
}
