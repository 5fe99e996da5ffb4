using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Drawing;

/// <summary>Latent vectors by seed: the same seed is the same picture, whatever is drawn beside it.</summary>
public static class SeededLatents
{
    /// <param name="seeds">N seeds.</param>
    /// <param name="size">Length L of a latent vector.</param>
    /// <returns>[N,L], N(0,1), on the CPU.</returns>
    public static Tensor Of(IReadOnlyList<long> seeds, int size)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        using var scope = NewDisposeScope();
        var rows = seeds.Select(seed => RandomTensors.Normal(RandomStream.Seed(seed, "draw/latent", 0), [1, size]))
            .ToList();
        return cat(rows).MoveToOuterDisposeScope();
    }
}
