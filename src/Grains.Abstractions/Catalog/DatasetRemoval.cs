using System.Collections.Immutable;

namespace PgGanLab.Grains.Catalog;

/// <summary>What became of the wish to remove a dataset.</summary>
/// <param name="IsRemoved">Whether it is off the record; its files may go then.</param>
/// <param name="NeededBy">Unfinished sweeps that need it, by id; with any of them it stays.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.dataset-removal")]
public sealed record DatasetRemoval(
    [property: Id(0)] bool IsRemoved, [property: Id(1)] ImmutableArray<string> NeededBy);

/// <summary>A dataset can't be removed because unfinished sweeps need it.</summary>
public sealed class DatasetNeededException : Exception
{
    public DatasetNeededException() { }

    public DatasetNeededException(string message) : base(message) { }

    public DatasetNeededException(string message, Exception innerException) : base(message, innerException) { }

    /// <param name="name">The dataset.</param>
    /// <param name="sweeps">Who needs it, by id; at least one.</param>
    public DatasetNeededException(string name, ImmutableArray<string> sweeps)
        : base(
            $"Dataset '{name}' is needed by the unfinished {(sweeps.Length == 1 ? "sweep" : "sweeps")} "
            + $"{string.Join(", ", sweeps)}; let {(sweeps.Length == 1 ? "it" : "them")} finish or cancel "
            + $"{(sweeps.Length == 1 ? "it" : "them")} first.")
    { }
}
