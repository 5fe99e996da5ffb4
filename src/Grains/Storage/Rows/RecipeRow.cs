namespace PgGanLab.Grains.Storage.Rows;

/// <summary>What a phase trains.</summary>
internal sealed class RecipeRow
{
    public required string Phase { get; init; }

    /// <summary>Name of its dataset when it was planned first; where that one was removed, of one with the same content.</summary>
    public required string Dataset { get; init; }

    /// <summary>File form (<see cref="Growth.Tree.RecipeDocument"/>).</summary>
    public required string Text { get; init; }
}
