using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>Writes a dataset's files: threads read and scale blocks of images, and the blocks are stored in the source's order, all files at once.</summary>
internal static class DatasetWriter
{
    /// <summary>Bytes of the largest resolution in one block.</summary>
    private const int BlockBytes = 1 << 20;

    private const int MostImagesInBlock = 256;

    /// <summary>Blocks beyond those being read: one being stored, and some that are ready while an earlier one is not.</summary>
    private const int BlocksAhead = 4;

    /// <returns>What was written, and what could not be used.</returns>
    public static (IReadOnlyList<DatasetFile> Files, IReadOnlyList<DamagedImage> Damaged) Write(
        IImageSource source, string directory, BuildOptions options, CancellationToken stop)
    {
        var resolutions = DatasetManifest.Resolutions(source.Resolution).ToArray();
        var names = resolutions.Select(DatasetManifest.PixelsFileName).Concat(source.Labels > 0 ? [DatasetManifest.LabelsFileName] : []);
        var writers = names.Select(file => new DatasetFileWriter(directory, file)).ToArray();
        try
        {
            var damaged = new List<DamagedImage>();
            var done = 0;
            foreach (var block in Blocks(source, options.Threads, stop))
            {
                Parallel.For(0, writers.Length, i => writers[i].Write(i < resolutions.Length ? block.Level(i) : block.Labels));
                damaged.AddRange(block.Damaged);
                options.Progress?.Report(new DatasetProgress(done += block.Read, source.Count, [.. block.Damaged]));
            }
            return ([.. writers.AsParallel().AsOrdered().Select(w => w.Finish())], damaged);
        }
        finally
        {
            Array.ForEach(writers, w => w.Dispose());
        }
    }

    /// <summary>Blocks in the source's order, read ahead by <paramref name="threads"/> threads; each is valid until the next one.</summary>
    private static IEnumerable<ImageBlock> Blocks(IImageSource source, int threads, CancellationToken stop)
    {
        var capacity = Math.Clamp(BlockBytes / (source.Channels * source.Resolution * source.Resolution), 1, MostImagesInBlock);
        var idle = new Queue<ImageBlock>(Enumerable.Range(0, threads + BlocksAhead).Select(_ => new ImageBlock(source, capacity)));
        var ahead = new Queue<Task<ImageBlock>>();
        var readers = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;
        try
        {
            for (var next = 0; next < source.Count || ahead.Count > 0;)
            {
                for (; next < source.Count && idle.TryDequeue(out var block); next += capacity)
                    ahead.Enqueue(Start(block, next, Math.Min(capacity, source.Count - next), readers, stop));
                var filled = ahead.Dequeue().GetAwaiter().GetResult();
                stop.ThrowIfCancellationRequested();
                yield return filled;
                idle.Enqueue(filled);
            }
        }
        finally
        {
            Task.WhenAll(ahead).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);      // of several failures, the first one is told
        }
    }

    private static Task<ImageBlock> Start(ImageBlock block, int first, int images, TaskScheduler readers, CancellationToken stop) => Task.Factory.StartNew(() =>
    {
        block.Fill(first, images, stop);
        return block;
    }, CancellationToken.None, TaskCreationOptions.DenyChildAttach, readers);
}
