using PgGanLab.Grains.Drawing;
using PgGanLab.Model.Drawing;
using TorchSharp;

namespace PgGanLab.Silo.Drawing;

/// <inheritdoc cref="ILatentService"/>
public sealed class LatentService : ILatentService
{
    /// <inheritdoc/>
    public float[] Of(IReadOnlyList<long> seeds, int size)
    {
        using var scope = torch.NewDisposeScope();
        return SeededLatents.Of(seeds, size).data<float>().ToArray();
    }
}
