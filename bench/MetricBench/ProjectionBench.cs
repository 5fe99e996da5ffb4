using BenchmarkDotNet.Attributes;
using PgGanLab.Model.Metrics.Swd;
using PgGanLab.Model.Storage;

namespace PgGanLab.MetricBench;

/// <summary>One panel of 64 RGB descriptors onto 128 directions, in a loop of products and in tiles.</summary>
public class ProjectionBench : IDisposable
{
    private const int Panel = PatchProjector.PanelSize;
    private const int Width = 147;
    private const int Directions = 128;

    private readonly float[] panel = Drawn.Normal(Panel * Width, seed: 1);
    private readonly float[] rows = Drawn.Normal(Directions * Width, seed: 2);
    private readonly float[] sums = new float[Directions * Panel];
    private readonly LargeBuffer columns = new(Directions * Panel);
    private readonly PatchProjector tiles;

    public ProjectionBench() => tiles = new PatchProjector(rows, Width);

    /// <summary>As the formula says it, one direction and one number of the descriptors after the other.</summary>
    [Benchmark(Baseline = true)]
    public void Loop()
    {
        Array.Clear(sums);
        for (var k = 0; k < Directions; k++)
        {
            var to = sums.AsSpan(k * Panel, Panel);
            for (var i = 0; i < Width; i++)
            {
                var from = panel.AsSpan(i * Panel, Panel);
                var weight = rows[k * Width + i];
                for (var j = 0; j < to.Length; j++)
                    to[j] += from[j] * weight;
            }
        }
    }

    [Benchmark]
    public void Project() => tiles.Project(panel, columns.Numbers, Panel);

    [GlobalCleanup]
    public void Dispose()
    {
        columns.Dispose();
        GC.SuppressFinalize(this);
    }
}
