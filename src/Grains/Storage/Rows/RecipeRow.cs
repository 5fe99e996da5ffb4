namespace PgGanLab.Grains.Storage.Rows;

/// <summary>What a phase trains; it never changes.</summary>
internal sealed class RecipeRow
{
    public required string Phase { get; init; }

    /// <summary>Name of its dataset when it was planned first.</summary>
    public required string Dataset { get; init; }

    /// <summary>File form (<see cref="Growth.Tree.RecipeDocument"/>).</summary>
    public required string Text { get; init; }
}
