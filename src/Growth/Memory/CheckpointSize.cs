using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Memory;

/// <summary>
/// How large the checkpoints of a phase are: weights of G, D and Gs, and the optimizers' moments, in float32.
/// </summary>
public static class CheckpointSize
{
    /// <summary>More than names and metadata take.</summary>
    public const long Header = 1 << 16;

    /// <summary>Bytes of one, at most.</summary>
    public static long Of(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var shape = NetworkShape.Of(recipe);
        var g = new GeneratorLayers(shape).Parameters.Count;
        var d = new DiscriminatorLayers(shape).Parameters.Count;
        return Header + NumberSize.Float32 * (g + g + d + (recipe.AdamBeta1 == 0 ? 1 : 2) * (g + d));
    }

    /// <summary>Bytes without which a phase is not begun: a snapshot of it and its end.</summary>
    public static long ToBegin(PhaseRecipe recipe) => 2 * Of(recipe);
}
