namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>
/// Networks, minibatches and measurements of the ablation at a share of the paper's budget. Work grows with the square
/// of the feature maps, so their maximum shrinks with the square root of the share, and by powers of two; the last
/// layers keep the paper's 32 feature maps.
/// </summary>
internal sealed record AblationSize
{
    private const int PaperMinibatch = 16;
    private const int CriticRepeats = 5;
    private const double SmallestPaperMinibatchShare = 0.01;

    /// <summary>Feature maps of the crippled networks of rows (a) to (g): 32 at the final resolution.</summary>
    public required int FmapBase { get; init; }

    /// <summary>Feature maps of the full networks of row (h).</summary>
    public int FullFmapBase => 4 * FmapBase;

    /// <summary>Most feature maps of any layer.</summary>
    public required int FmapMax { get; init; }

    /// <summary>Length of a latent vector: as in the paper that of the widest layer.</summary>
    public int LatentSize => FmapMax;

    /// <summary>The same in rows (a) to (c): a quarter in the paper.</summary>
    public int EarlyLatentSize => Math.Max(LatentSize / 4, 32);

    /// <summary>Images of a small minibatch.</summary>
    public required int Minibatch { get; init; }

    /// <summary>Images of a minibatch of rows (a) and (b).</summary>
    public int LargeMinibatch => 4 * Minibatch;

    /// <summary>
    /// Images of each kind in a measurement: at most half of the dataset, so that real images can be held against as
    /// many others.
    /// </summary>
    public required int SwdImages { get; init; }

    /// <summary>Real images of the longest iteration of any row.</summary>
    public int LongestIteration => LargeMinibatch * CriticRepeats;

    /// <param name="share">A row's budget as a share of the paper's; above 1 nothing grows further.</param>
    /// <param name="scale">Resolution and dataset.</param>
    public static AblationSize Of(double share, SweepScale scale)
    {
        var root = Math.Sqrt(Math.Min(share, 1));
        return new AblationSize
        {
            FmapBase = 2048 * scale.Resolution / KarrasTable1.PaperResolution,
            FmapMax = Math.Max(NearestPowerOfTwo(512 * root), 32),
            Minibatch = share < SmallestPaperMinibatchShare ? PaperMinibatch / 2 : PaperMinibatch,
            SwdImages =
                Math.Max(Math.Min(Math.Max(NearestPowerOfTwo(16384 * root), 2048), scale.Dataset.Images / 2), 16),
        };
    }

    private static int NearestPowerOfTwo(double value) => 1 << (int)Math.Round(Math.Log2(Math.Max(value, 1)));
}
