using System.Runtime.InteropServices;
using PgGanLab.Model.Training;

#pragma warning disable CA2201 // libtorch throws it, and only tests stand for libtorch

namespace PgGanLab.Model.Tests.Training;

public sealed class HalvedPiecesTests
{
    [Fact]
    public void what_has_no_memory_is_done_in_halves_each_once_and_in_order()
    {
        var done = new List<int>();
        HalvedPieces.Run(19, atOnce: 8, (first, n) =>
        {
            if (n > 2)
                throw new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB");
            done.AddRange(Enumerable.Range(first, n));
        });
        Assert.Equal(Enumerable.Range(0, 19), done);
    }

    [Fact]
    public void one_that_has_no_memory_at_all_is_said_and_other_failures_pass()
    {
        Assert.Contains("a single image", Assert.Throws<DeviceMemoryException>(() => HalvedPieces.Run(
            3, 2, (_, _) => throw new ExternalException("bad_alloc"))).Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => HalvedPieces.Run(
            3, 2, (_, _) => throw new ExternalException("shapes differ")));
    }
}
