using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Dashboard.Api;

/// <summary>The generator of an experiment as a file.</summary>
internal static class GeneratorDownload
{
    /// <param name="id">The experiment.</param>
    /// <param name="format">A word of <see cref="GeneratorFormats"/>; safetensors without one.</param>
    /// <param name="nimg">Real images shown before the checkpoint whose generator it is; null for the newest.</param>
    public static async Task<PhysicalFileHttpResult> Get(
        string id, IGrainFactory grains, IStoreService store, CancellationToken cancellationToken,
        string? format = null, long? nimg = null)
    {
        var wanted = format is null ? GeneratorFormat.Safetensors : GeneratorFormats.Parse(format);
        var checkpoint = nimg is { } at ? await At(grains, id, at) : await Newest(grains, id);
        string path;
        try
        {
            path = await store.ExportGenerator(checkpoint, wanted, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            await grains.Phase(checkpoint.Phase).ReportDamage(checkpoint.Path, Readable.Clause(e.Message));
            var isAwaited = await grains.Catalog().CountAwaited([checkpoint.Phase]) > 0;
            throw new WrongStateException(
                $"The checkpoint of experiment '{id}' can't be used ({Readable.Clause(e.Message)}); it is made "
                + (isAwaited ? "again as soon as a worker is free." : "again when a sweep needs it."), e);
        }
        return TypedResults.PhysicalFile(
            store.FullPath(path), "application/octet-stream", DownloadName.Of(id, checkpoint, wanted),
            checkpoint.CreatedAt, new EntityTagHeaderValue(Tag(checkpoint, wanted)), enableRangeProcessing: true);
    }

    private static string Tag(CheckpointFile checkpoint, GeneratorFormat format) =>
        format == GeneratorFormat.Safetensors ? $"\"{checkpoint.Sha256}\"" : $"\"{checkpoint.Sha256}-{format.Word()}\"";

    private static async Task<CheckpointFile> At(IGrainFactory grains, string id, long nimg)
    {
        var checkpoints = await grains.FindCheckpoints(id) ?? throw ApiLookup.NoExperiment(id);
        return checkpoints.FirstOrDefault(c => c.Nimg == nimg)
            ?? throw new NotFoundException($"Experiment '{id}' has no checkpoint at nimg {nimg}.");
    }

    private static async Task<CheckpointFile> Newest(IGrainFactory grains, string id)
    {
        var source = await grains.FindGenerator(id) ?? throw ApiLookup.NoExperiment(id);
        if (source.IsFreed)
            throw new WrongStateException(
                $"The checkpoint of experiment '{id}' was freed to make room; ./lab sweep retry {id} makes it again.");
        if (source.IsMadeAgain)
            throw new WrongStateException(
                $"The checkpoint of experiment '{id}' is made again as soon as a worker is free; try again then.");
        return source.Checkpoint ?? throw new NotFoundException(
            $"Experiment '{id}' has no checkpoint yet, so there is no generator to download.");
    }
}
