using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Export;

namespace PgGanLab.Silo.Store;

/// <summary>Reads the store directory of this silo.</summary>
public sealed class StoreService(LabDirectories directories) : IStoreService
{
    /// <inheritdoc/>
    public string FullPath(string path)
    {
        var missing = $"The store has no file '{path}'.";
        if (!StoreLayout.IsPlain(path))
            throw new FileNotFoundException(missing, path);
        var full = directories.Resolve(path);
        return File.Exists(full) ? full : throw new FileNotFoundException(missing, path);
    }

    /// <inheritdoc/>
    public bool Has(string path) => StoreLayout.IsPlain(path) && File.Exists(directories.Resolve(path));

    /// <inheritdoc/>
    public Task<string> ExportGenerator(CheckpointFile checkpoint, CancellationToken cancellationToken) =>
        Task.Run(() => Export(checkpoint), cancellationToken);

    /// <inheritdoc/>
    public async Task<long> Remove(IReadOnlyCollection<string> phases, Func<Task> leaveRecord)
    {
        ArgumentNullException.ThrowIfNull(phases);
        ArgumentNullException.ThrowIfNull(leaveRecord);
        RemovedPhases.PutAside(directories, phases);
        try
        {
            await leaveRecord();
        }
        catch
        {
            RemovedPhases.PutBack(directories, phases);
            throw;
        }
        return RemovedPhases.Delete(directories, phases);
    }

    private string Export(CheckpointFile checkpoint)
    {
        var source = new CheckpointReference(FullPath(checkpoint.Path), checkpoint.Sha256);
        var path = StoreLayout.Generator(checkpoint.Phase, checkpoint.Nimg, checkpoint.Sha256);
        var full = directories.Resolve(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            GeneratorExport.Write(source, full);
            return path;
        }
        catch (CheckpointDamagedException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
        catch (IOException e) when (DiskFullException.IsBehind(e))
        {
            throw new DiskFullException(DiskFullException.Sentence(directories.Store, checkpoint.Bytes), e);
        }
    }
}
