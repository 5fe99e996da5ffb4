using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>Descriptors projected onto some directions; the memory is given back at once, which the collector would put off.</summary>
/// <param name="count">Descriptors.</param>
/// <param name="directions">Most directions at once.</param>
internal sealed class Projections(int count, int directions) : IDisposable
{
    private readonly Tensor columns = empty([directions, count], ScalarType.Float32).DetachFromDisposeScope();

    /// <summary>[count] projections onto the k-th direction.</summary>
    public ReadOnlySpan<float> this[int k] => Column(k);

    /// <param name="descriptors">As many as announced.</param>
    /// <param name="rows">[K,width] directions.</param>
    /// <param name="stop">Abandons the work.</param>
    public void Fill(PatchDescriptors descriptors, Tensor rows, CancellationToken stop)
    {
        var filled = 0;
        for (var i = 0; i < descriptors.Chunks; i++)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var chunk = descriptors.Chunk(i);                                   // [n,width]
            var values = MemoryMarshal.Cast<byte, float>(rows.matmul(chunk.t()).bytes); // [K,n]
            var n = (int)chunk.shape[0];
            for (var k = 0; k < rows.shape[0]; k++)
                values.Slice(k * n, n).CopyTo(Column(k)[filled..]);
            filled += n;
        }
    }

    public void Dispose() => columns.Dispose();

    private Span<float> Column(int k) => MemoryMarshal.Cast<byte, float>(columns.bytes).Slice(k * count, count);
}
