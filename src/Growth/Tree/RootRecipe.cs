namespace PgGanLab.Growth.Tree;

/// <summary>What a whole run shares from its first iteration; the root of its phase keys.</summary>
/// <param name="Dataset">Fingerprint of the dataset.</param>
/// <param name="Channels">Colour channels of its images.</param>
/// <param name="LatentSize">Length of a latent vector.</param>
/// <param name="Precision">Arithmetic, <c>float32</c>.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Semantics">Version of what the trainer does with a recipe; a change that alters any byte raises it.</param>
public sealed record RootRecipe(string Dataset, int Channels, int LatentSize, string Precision, long Seed, int Semantics)
{
    /// <summary>Version of today's trainer.</summary>
    public const int CurrentSemantics = 2;
}
