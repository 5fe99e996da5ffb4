using PgGanLab.Growth.Tree;

namespace PgGanLab.Model.Export;

/// <summary>Where a generator comes from.</summary>
/// <param name="Dataset">Fingerprint of the dataset.</param>
/// <param name="Nimg">Real images shown to it.</param>
/// <param name="Phase">Key of the growth phase.</param>
/// <param name="Recipe">What the phase trains.</param>
public sealed record GeneratorOrigin(string Dataset, long Nimg, string Phase, PhaseRecipe Recipe);
