using System.Collections.Immutable;

namespace PgGanLab.Grains.Catalog;

/// <summary>Brings datasets into the lab's store; the silo implements it with the model's importers.</summary>
public interface IDatasetService
{
    /// <summary>What can be prepared, such as <c>fashion-mnist</c>.</summary>
    ImmutableArray<string> Kinds { get; }

    /// <summary>
    /// Prepares a dataset in the store and registers it under <paramref name="name"/>. One that lies there already, whole and with the same
    /// content, is taken as it is. Takes seconds to minutes; nothing half-made stays when it fails or is cancelled.
    /// </summary>
    /// <param name="name">Its name in the lab: lower-case letters, digits, dots and dashes, at most 64.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <exception cref="Growth.InvalidInputException">Unknown kind, a name that can't be one, or source files that are missing or damaged (named).</exception>
    Task<DatasetView> Prepare(string name, string kind, CancellationToken cancellationToken);
}
