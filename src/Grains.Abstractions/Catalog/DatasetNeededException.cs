using System.Collections.Immutable;

namespace PgGanLab.Grains.Catalog;

/// <summary>A dataset can't be removed because unfinished sweeps need it.</summary>
public sealed class DatasetNeededException : Exception
{
    public DatasetNeededException() { }

    public DatasetNeededException(string message) : base(message) { }

    public DatasetNeededException(string message, Exception innerException) : base(message, innerException) { }

    /// <param name="name">The dataset.</param>
    /// <param name="sweeps">Who needs it, by id; at least one.</param>
    public DatasetNeededException(string name, ImmutableArray<string> sweeps)
        : base($"Dataset '{name}' is needed by the unfinished {(sweeps.Length == 1 ? "sweep" : "sweeps")} {string.Join(", ", sweeps)}; let {(sweeps.Length == 1 ? "it" : "them")} finish or cancel {(sweeps.Length == 1 ? "it" : "them")} first.") { }
}
