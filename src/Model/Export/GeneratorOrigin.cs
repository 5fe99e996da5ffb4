using PgGanLab.Growth.Phases;

namespace PgGanLab.Model.Export;

/// <summary>Where a generator comes from.</summary>
/// <param name="Nimg">Real images shown to it; 0 where that is not known.</param>
/// <param name="Phase">Key of the growth phase; null for imported generators.</param>
/// <param name="Recipe">What the phase trains; null for imported generators.</param>
/// <param name="Source">Where an imported generator was found; null for the lab's own.</param>
public sealed record GeneratorOrigin(long Nimg, string? Phase, PhaseRecipe? Recipe, string? Source)
{
    /// <summary>Fingerprint of the dataset; null for imported generators.</summary>
    public string? Dataset => Recipe?.Root.Dataset;
}
