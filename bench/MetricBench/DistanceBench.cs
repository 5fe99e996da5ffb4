using BenchmarkDotNet.Attributes;
using PgGanLab.Model.Metrics.Swd;

namespace PgGanLab.MetricBench;

/// <summary>
/// The distance of two sets along one direction, against sorting one of them (the definition needs both sorted).
/// </summary>
public class DistanceBench
{
    private float[] a = [];
    private float[] b = [];
    private float[] sorted = [];
    private byte[] once = [];
    private Wasserstein1D line = new(1);

    /// <summary>Numbers of a set: 128 patches of each of 128 images, or of 2,048.</summary>
    [Params(16_384, 262_144)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        (a, b) = (Drawn.Normal(Count, seed: 1), Drawn.Normal(Count, seed: 2));
        (sorted, once, line) = (new float[Count], new byte[Count], new Wasserstein1D(Count));
        Array.Fill<byte>(once, 1);
    }

    /// <summary>With copying them first, which costs next to nothing beside it.</summary>
    [Benchmark(Baseline = true)]
    public void SortOneSet()
    {
        a.CopyTo(sorted, 0);
        Array.Sort(sorted);
    }

    [Benchmark]
    public double Distance() => line.Distance(a, once, b, once);
}
