using System.Runtime.InteropServices;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>
/// Writes a dataset's files: threads read and scale blocks of images, and the blocks are stored in the source's
/// order, all files at once.
/// </summary>
internal static class DatasetWriter
{
    /// <summary>Bytes of the largest resolution in one block.</summary>
    private const int BlockBytes = 1 << 20;

    private const int MostImagesInBlock = 256;

    /// <summary>After so many images with a label of which none can be used, the rest is not tried.</summary>
    private const int Patience = 500;

    /// <summary>
    /// Blocks beyond those being read: one being stored, and some that are ready while an earlier one is not.
    /// </summary>
    private const int BlocksAhead = 4;

    /// <exception cref="InvalidInputException">No image can be used, or none of the first
    /// <see cref="Patience"/>.</exception>
    public static WrittenImages Write(
        IImageSource source, string directory, BuildOptions options, CancellationToken stop)
    {
        var resolutions = DatasetManifest.Resolutions(source.Resolution).ToArray();
        var writers = resolutions.Select(r => new DatasetFileWriter(directory, DatasetManifest.PixelsFileName(r)))
            .ToList();
        try
        {
            var (damaged, labels) = (new List<DamagedImage>(), new List<int>());
            var (done, unlabelled, told) = (0, 0, 0);
            foreach (var block in Blocks(source, options.Threads, stop))
            {
                Parallel.For(0, resolutions.Length, i => writers[i].Write(block.Level(i)));
                labels.AddRange(block.Labels);
                damaged.AddRange(block.Damaged);
                (done, unlabelled) = (done + block.Read, unlabelled + block.Unlabelled);
                if (labels.Count == 0 && (done - unlabelled >= Patience || done == source.Count))
                    throw new InvalidInputException(UnusableImages.Sentence(damaged, source.Count, source.Advice));
                // where none can be used, they are counted and not listed
                var news = labels.Count == 0 ? [] : damaged[told..];
                told += news.Count;
                options.Progress?.Report(new DatasetProgress(done, source.Count, [.. news]));
            }
            if (labels.Count == 0)
                throw new InvalidInputException("There are no images.");
            var classes = OccurringClasses.Of(labels, source);
            if (classes.Count > 0)
            {
                writers.Add(new DatasetFileWriter(directory, DatasetManifest.LabelsFileName));
                writers[^1].Write(MemoryMarshal.AsBytes(classes.Labels.AsSpan()));
            }
            return new WrittenImages([.. writers.AsParallel().AsOrdered().Select(w => w.Finish())], damaged, classes);
        }
        finally
        {
            writers.ForEach(w => w.Dispose());
        }
    }

    /// <summary>
    /// Blocks in the source's order, read ahead by <paramref name="threads"/> threads; each is
    /// valid until the next one.
    /// </summary>
    private static IEnumerable<ImageBlock> Blocks(IImageSource source, int threads, CancellationToken stop)
    {
        var capacity = Math.Clamp(
            BlockBytes / (source.Channels * source.Resolution * source.Resolution), 1, MostImagesInBlock);
        var idle = new Queue<ImageBlock>(
            Enumerable.Range(0, threads + BlocksAhead).Select(_ => new ImageBlock(source, capacity)));
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
            // of several failures, the first one is told
            Task.WhenAll(ahead).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static Task<ImageBlock> Start(
        ImageBlock block, int first, int images, TaskScheduler readers,
        CancellationToken stop) => Task.Factory.StartNew(() =>
    {
        block.Fill(first, images, stop);
        return block;
    }, CancellationToken.None, TaskCreationOptions.DenyChildAttach, readers);
}
