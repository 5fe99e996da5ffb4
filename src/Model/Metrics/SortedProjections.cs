using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>Descriptors projected onto some directions, sorted along each.</summary>
/// <param name="count">Descriptors.</param>
/// <param name="directions">Most directions at once.</param>
internal sealed class SortedProjections(long count, int directions)
{
    private readonly float[][] columns = [.. Enumerable.Range(0, directions).Select(_ => new float[count])];
    private readonly FloatSorter sorter = new((int)count);

    /// <param name="descriptors">As many as announced.</param>
    /// <param name="rows">[k,width] directions.</param>
    /// <param name="stop">Abandons the work.</param>
    public void Fill(PatchDescriptors descriptors, Tensor rows, CancellationToken stop)
    {
        var filled = 0;
        foreach (var chunk in descriptors.Chunks)
        {
            stop.ThrowIfCancellationRequested();
            using var projected = rows.matmul(chunk.t());                       // [k,n]
            var values = MemoryMarshal.Cast<byte, float>(projected.bytes);
            var n = (int)chunk.shape[0];
            for (var k = 0; k < rows.shape[0]; k++)
                values.Slice(k * n, n).CopyTo(columns[k].AsSpan(filled));
            filled += n;
        }
        for (var k = 0; k < rows.shape[0]; k++)
            sorter.Sort(columns[k]);
    }

    /// <summary>Sum over the first <paramref name="used"/> directions of the mean distance between the two sorted columns.</summary>
    public double DistanceTo(SortedProjections other, int used)
    {
        var total = 0.0;
        for (var k = 0; k < used; k++)
        {
            var (a, b) = (columns[k], other.columns[k]);
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++)
                sum += Math.Abs(a[i] - b[i]);
            total += sum / a.Length;
        }
        return total;
    }
}
