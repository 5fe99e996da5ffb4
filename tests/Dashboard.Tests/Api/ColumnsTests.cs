using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using PgGanLab.Dashboard.Api;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class ColumnsTests
{
    [Fact]
    public void columns_follow_the_header_one_after_the_other()
    {
        var bytes = Columns.Write([new("kimg", [1, 2, 3]), new("d_loss", [0.5, double.NaN, -4])]);

        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        Assert.Equal(0, length % 4);
        Assert.Equal("""{"rows":3,"columns":["kimg","d_loss"]}""", Encoding.UTF8.GetString(bytes, 4, length).TrimEnd());
        Assert.Equal(
            [1, 2, 3, 0.5f, float.NaN, -4], MemoryMarshal.Cast<byte, float>(bytes.AsSpan(4 + length)).ToArray());
    }

    [Fact]
    public void no_rows_are_a_header_alone() => Assert.Equal("""{"rows":0,"columns":["kimg"]}""",
        Encoding.UTF8.GetString(Columns.Write([new("kimg", [])]).AsSpan(4)).TrimEnd());

    [Fact]
    public void columns_of_different_lengths_are_refused() =>
        Assert.Throws<ArgumentException>(() => Columns.Write([new("a", [1]), new("b", [])]));
}
