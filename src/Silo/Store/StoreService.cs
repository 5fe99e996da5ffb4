using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Export;
using PgGanLab.Model.Export.Onnx;
using TorchSharp;

namespace PgGanLab.Silo.Store;

/// <summary>Reads the store directory of this silo.</summary>
public sealed class StoreService(LabDirectories directories, ILogger<StoreService> logger) : IStoreService
{
    /// <inheritdoc/>
    public string FullPath(string path)
    {
        var missing = $"The store has no file '{path}'.";
        return Find(path) ?? throw new FileNotFoundException(missing, path);
    }

    /// <inheritdoc/>
    public bool Has(string path) => Find(path) is not null;

    /// <inheritdoc/>
    public bool IsAway
    {
        get
        {
            try
            {
                var phases = directories.Resolve(StoreLayout.Phases);
                return !Directory.Exists(phases) || !Directory.EnumerateDirectories(phases).Any();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(e, "The store directory can't be read.");
                return true;
            }
        }
    }

    /// <inheritdoc/>
    public Task<string> ExportGenerator(
        CheckpointFile checkpoint, GeneratorFormat format, CancellationToken cancellationToken) =>
        Task.Run(() => Export(checkpoint, format), cancellationToken);

    /// <inheritdoc/>
    public async Task<long> Remove(IReadOnlyCollection<string> phases, Func<Task> leaveRecord)
    {
        ArgumentNullException.ThrowIfNull(phases);
        ArgumentNullException.ThrowIfNull(leaveRecord);
        RemovedPhases.PutAside(directories, phases, logger);
        try
        {
            await leaveRecord();
        }
        catch
        {
            RemovedPhases.PutBack(directories, phases, logger);
            throw;
        }
        return RemovedPhases.Delete(directories, phases);
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Extractors => ExtractorFiles.Of(directories);

    /// <inheritdoc/>
    public long? Budget { get; init; }

    /// <inheritdoc/>
    public long DiskFree => DiskFullException.Free(directories.Store);

    /// <inheritdoc/>
    public Task<ImmutableArray<StoreEntry>> GetFiles() => Task.Run(() =>
        new DirectoryInfo(directories.Store).EnumerateDirectories().Where(d => d.Name != StoreLayout.RemovedPhases)
            .SelectMany(d => d.EnumerateFiles("*", SearchOption.AllDirectories)).Select(Entry).OfType<StoreEntry>()
            .ToImmutableArray());

    /// <inheritdoc/>
    public Task Delete(IReadOnlyCollection<string> paths) => Task.Run(() =>
    {
        foreach (var path in paths)
        {
            try
            {
                File.Delete(directories.Resolve(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(e, "{Path} is on no record any more, but could not be deleted.", path);
            }
        }
    });

    /// <summary>Null where it went meanwhile.</summary>
    private StoreEntry? Entry(FileInfo file)
    {
        try
        {
            return new StoreEntry(
                Path.GetRelativePath(directories.Store, file.FullName).Replace(Path.DirectorySeparatorChar, '/'),
                file.Length, file.LastWriteTimeUtc);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private string? Find(string path) => StoreLayout.IsPlain(path) ? RemovedPhases.Find(directories, path) : null;

    private string Export(CheckpointFile checkpoint, GeneratorFormat format)
    {
        if (!Has(checkpoint.Path) && IsAway)
            throw StoreAwayException.Of(directories.Store);
        var source = new CheckpointReference(FullPath(checkpoint.Path), checkpoint.Sha256);
        var path = StoreLayout.Generator(checkpoint.Phase, checkpoint.Nimg, checkpoint.Sha256);
        var full = directories.Resolve(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            GeneratorExport.Write(source, full);
            return format == GeneratorFormat.Onnx ? Onnx(checkpoint, full) : path;
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

    /// <summary>The ONNX file beside a generator's.</summary>
    private string Onnx(CheckpointFile checkpoint, string generator)
    {
        var path = StoreLayout.Generator(checkpoint.Phase, checkpoint.Nimg, checkpoint.Sha256, GeneratorFormat.Onnx);
        using var scope = torch.NewDisposeScope();
        using var loaded = LoadedGenerator.Open(generator, torch.CPU);
        GeneratorOnnx.Write(loaded, directories.Resolve(path));
        return path;
    }
}
