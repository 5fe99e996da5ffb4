using System.Numerics;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>Mean and population deviation of each channel over all patches and pixels.</summary>
internal sealed class ChannelMoments(int channels)
{
    private readonly double[] sums = new double[channels];
    private readonly double[] squares = new double[channels];
    private long count;

    /// <param name="patches">[n,C*area].</param>
    /// <param name="area">Pixels of a patch.</param>
    public void Add(ReadOnlySpan<float> patches, int area)
    {
        for (var start = 0; start < patches.Length; start += area)
        {
            var (sum, square) = Sums(patches.Slice(start, area));
            var channel = start / area % channels;
            sums[channel] += sum;
            squares[channel] += square;
        }
        count += patches.Length / channels;
    }

    /// <summary>Sums of the numbers and of their squares, in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Sum, double Square) Sums(ReadOnlySpan<float> numbers)
    {
        var (sums, squares) = (Vector<double>.Zero, Vector<double>.Zero);
        for (; numbers.Length >= Vector<float>.Count; numbers = numbers[Vector<float>.Count..])
        {
            Vector.Widen(new Vector<float>(numbers), out var low, out var high);
            sums += low + high;
            squares += low * low + high * high;
        }
        var (sum, square) = (Vector.Sum(sums), Vector.Sum(squares));
        foreach (double value in numbers)
            (sum, square) = (sum + value, square + value * value);
        return (sum, square);
    }

    /// <summary>Subtracts the mean and divides by the deviation, in place. A channel without any contrast (a collapsed generator) becomes zero.</summary>
    /// <param name="patches">[n,C*area].</param>
    /// <param name="area">Pixels of a patch.</param>
    public void Normalise(Tensor patches, int area)
    {
        using var scope = NewDisposeScope();
        var means = sums.Select(sum => sum / count).ToArray();
        var deviations = squares.Select((square, i) => Math.Sqrt(Math.Max(0, square / count - means[i] * means[i])));
        var mean = tensor(means.Select(m => (float)m).ToArray()).reshape(1, channels, 1);
        var deviation = tensor(deviations.Select(d => d > 0 ? (float)d : 1).ToArray()).reshape(1, channels, 1);
        patches.view(-1, channels, area).sub_(mean).div_(deviation);            // [n,C,area]
    }
}
