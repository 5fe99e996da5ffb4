using BenchmarkDotNet.Attributes;
using PgGanLab.Model.Metrics.Swd;

namespace PgGanLab.MetricBench;

/// <summary>
/// A level of one channel of a 64 px image, against sorting 16,384 numbers as <see cref="DistanceBench"/> does.
/// </summary>
public class PyramidBench
{
    private const int Size = 64;
    private const int Numbers = 16_384;

    private readonly LaplacianPyramid pyramid = new(Size);
    private readonly byte[] pixels = new byte[Size * Size];
    private readonly float[] numbers = Drawn.Normal(Numbers, seed: 1);
    private readonly float[] sorted = new float[Numbers];

    [GlobalSetup]
    public void Draw() => new Random(2).NextBytes(pixels);

    [Benchmark(Baseline = true)]
    public void SortOneSet()
    {
        numbers.CopyTo(sorted, 0);
        Array.Sort(sorted);
    }

    /// <summary>The image less what half its size can show: one halving, one doubling.</summary>
    [Benchmark]
    public float FinestLevel() => pyramid.Level(pixels, Size)[0];

    /// <summary>16 px: two halvings.</summary>
    [Benchmark]
    public float LowestLevel() => pyramid.Level(pixels, LaplacianPyramid.LowestLevel)[0];
}
