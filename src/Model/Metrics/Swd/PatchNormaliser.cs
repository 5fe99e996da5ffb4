using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// Normalises patches channel by channel: first sees all of them, then subtracts the mean over all patches and pixels
/// and divides by their population deviation.
/// </summary>
/// <param name="channels">C.</param>
/// <param name="area">Pixels of a patch.</param>
internal sealed class PatchNormaliser(int channels, int area)
{
    private const int Panel = PatchProjector.PanelSize;

    private readonly double[] sums = new double[channels];
    private readonly double[] squares = new double[channels];
    private long count;

    /// <summary>Counts some patches in.</summary>
    /// <param name="panels">[panels,C*area,64].</param>
    /// <param name="times">[panels*64] how often each patch counts.</param>
    public void Add(ReadOnlySpan<float> panels, ReadOnlySpan<byte> times)
    {
        Span<double> weights = stackalloc double[Panel];
        for (var (start, row) = (0, 0); start < panels.Length; start += Panel, row++)
        {
            if (row % (channels * area) == 0)
                Spread(times.Slice(row / (channels * area) * Panel, Panel), weights);
            var (sum, square) = Sums(panels.Slice(start, Panel), weights);
            var channel = row / area % channels;
            sums[channel] += sum;
            squares[channel] += square;
        }
        foreach (var some in times)
            count += some * area;
    }

    private static void Spread(ReadOnlySpan<byte> times, Span<double> weights)
    {
        for (var i = 0; i < weights.Length; i++)
            weights[i] = times[i];
    }

    /// <summary>Weighted sums of the numbers and of their squares, in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Sum, double Square) Sums(ReadOnlySpan<float> numbers, ReadOnlySpan<double> weights)
    {
        var sums = Vector<double>.Zero;
        var squares = Vector<double>.Zero;
        for (var i = 0; i < numbers.Length; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(numbers[i..]), out var low, out var high);
            var weightedLow = low * new Vector<double>(weights[i..]);
            var weightedHigh = high * new Vector<double>(weights[(i + Vector<double>.Count)..]);
            sums += weightedLow + weightedHigh;
            squares += weightedLow * low + weightedHigh * high;
        }
        return (Vector.Sum(sums), Vector.Sum(squares));
    }

    /// <summary>
    /// Subtracts the mean and divides by the deviation, in place. A channel without any contrast (a collapsed
    /// generator) becomes zero.
    /// </summary>
    /// <param name="panels">[panels,C*area,64].</param>
    public void Normalise(Span<float> panels)
    {
        Span<float> means = stackalloc float[channels];
        Span<float> deviations = stackalloc float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var mean = sums[channel] / count;
            var deviation = Math.Sqrt(Math.Max(0, squares[channel] / count - mean * mean));
            means[channel] = (float)mean;
            deviations[channel] = deviation > 0 ? (float)deviation : 1;
        }
        for (var (start, i) = (0, 0); start < panels.Length; start += area * Panel, i++)
            Normalise(panels.Slice(start, area * Panel), means[i % channels], deviations[i % channels]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalise(Span<float> numbers, float mean, float deviation)
    {
        var means = new Vector<float>(mean);
        var deviations = new Vector<float>(deviation);
        foreach (ref var some in MemoryMarshal.Cast<float, Vector<float>>(numbers))
            some = (some - means) / deviations;
    }
}
