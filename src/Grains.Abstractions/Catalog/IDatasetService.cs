using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Grains.Catalog;

/// <summary>The datasets in the lab's store; the silo implements it with the model's importers.</summary>
public interface IDatasetService
{
    /// <summary>What datasets can be made of.</summary>
    ImmutableArray<DatasetKindView> Kinds { get; }

    /// <summary>
    /// Makes a dataset in the store and registers it. One that lies there already, whole and with the same content, is
    /// taken as it is. Takes seconds to hours; nothing half-made stays when it fails or is cancelled.
    /// </summary>
    /// <param name="request">What to make it of.</param>
    /// <param name="progress">Hears how far it is, a few times a second, and of every damaged image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Growth.InvalidInputException">
    /// Unknown kind, a wrong option, a name that can't be one, a source that is missing or damaged (named), or damaged
    /// images that were not to be left out.
    /// </exception>
    Task<DatasetFacts> Create(
        DatasetRequest request, IProgress<DatasetProgress>? progress, CancellationToken cancellationToken);

    /// <summary>A dataset with what its folder says of it.</summary>
    /// <exception cref="InvalidDataException">Its folder is damaged.</exception>
    Task<DatasetDetails> Describe(DatasetFacts dataset, CancellationToken cancellationToken);

    /// <summary>Some of its images, evenly from all over it, as a PNG grid.</summary>
    /// <param name="dataset">Which.</param>
    /// <param name="resolution">Pixels, a power of two from 4 to the dataset's; small images are enlarged.</param>
    /// <param name="columns">1 to 32.</param>
    /// <param name="rows">1 to 32.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Growth.InvalidInputException">A number is out of its range.</exception>
    /// <exception cref="InvalidDataException">Its folder is damaged.</exception>
    Task<byte[]> Preview(
        DatasetFacts dataset, int resolution, int columns, int rows, CancellationToken cancellationToken);

    /// <summary>Reads every byte of a dataset and compares checksums.</summary>
    Task<DatasetCheck> Verify(DatasetFacts dataset, CancellationToken cancellationToken);

    /// <summary>Takes a dataset off the record and deletes its files, those of older contents too.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="DatasetNeededException">Unfinished sweeps need it; it stays.</exception>
    Task<bool> Remove(string name, CancellationToken cancellationToken);
}
