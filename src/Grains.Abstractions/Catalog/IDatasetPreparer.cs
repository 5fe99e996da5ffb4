namespace PgGanLab.Grains.Catalog;

/// <summary>Turns images on this host into a dataset in the store directory. The silo implements it with the model's data code.</summary>
public interface IDatasetPreparer
{
    /// <summary>Prepares the dataset and registers it in the catalog; returns at once what is there already.</summary>
    /// <exception cref="Growth.InvalidInputException">The name or the source is not usable; nothing was kept.</exception>
    Task<DatasetView> Prepare(DatasetRequest request, CancellationToken cancellationToken);
}
