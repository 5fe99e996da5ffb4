using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;

namespace PgGanLab.Silo.Hosts;

/// <summary>
/// The files of the lab's store that a joined host keeps, under the paths that they have there, and within a size: those
/// that were used least recently go first. What a job holds stays.
/// </summary>
/// <param name="directories">Has the folder.</param>
/// <param name="limit">Bytes.</param>
/// <param name="logger">For people.</param>
internal sealed class HostCache(LabDirectories directories, long limit, ILogger<HostCache> logger)
{
    private readonly Lock door = new();
    private readonly List<string> held = [];

    /// <summary>Keeps files and folders until the result is disposed.</summary>
    /// <param name="paths">Relative to the store directory.</param>
    public IDisposable Hold(IReadOnlyCollection<string> paths)
    {
        lock (door)
            held.AddRange(paths);
        return new Holding(() =>
        {
            lock (door)
            {
                foreach (var path in paths)
                    held.Remove(path);
            }
        });
    }

    /// <summary>Notes that a file, or a dataset's folder, is used now.</summary>
    /// <param name="path">Relative to the store directory.</param>
    public void Used(string path)
    {
        var full = directories.Resolve(path);
        if (File.Exists(full))
            File.SetLastAccessTimeUtc(full, DateTime.UtcNow);
        else if (Directory.Exists(full))
            Directory.SetLastAccessTimeUtc(full, DateTime.UtcNow);
    }

    /// <summary>Removes what was used least recently, until the rest is within the limit.</summary>
    public void Trim()
    {
        var entries = Entries().ToList();
        var size = entries.Sum(e => e.Bytes);
        foreach (var entry in entries.OrderBy(e => e.UsedAt).TakeWhile(_ => size > limit))
        {
            if (IsHeld(entry.Path))
                continue;
            try
            {
                Remove(entry.Path);
                size -= entry.Bytes;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(e, "{Path} could not be removed from this host's cache.", entry.Path);
            }
        }
    }

    /// <summary>Files of phases and extractors one by one, datasets as a whole.</summary>
    private IEnumerable<Entry> Entries()
    {
        foreach (var file in Folder(StoreLayout.Phases).Concat(Folder(StoreLayout.Extractors))
            .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories)))
            yield return new Entry(Relative(file), file.Length, file.LastAccessTimeUtc);
        foreach (var dataset in Folder(StoreLayout.Datasets).SelectMany(folder => folder.EnumerateDirectories()))
            yield return new Entry(Relative(dataset),
                dataset.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length), dataset.LastAccessTimeUtc);
    }

    private IEnumerable<DirectoryInfo> Folder(string name)
    {
        var folder = new DirectoryInfo(directories.Resolve(name));
        return folder.Exists ? [folder] : [];
    }

    private bool IsHeld(string path)
    {
        lock (door)
            return held.Exists(h => h == path || StoreLayout.IsInside(h, path));
    }

    private void Remove(string path)
    {
        var full = directories.Resolve(path);
        if (File.Exists(full))
            File.Delete(full);
        else if (Directory.Exists(full))
            Directory.Delete(full, recursive: true);
    }

    private string Relative(FileSystemInfo entry) =>
        Path.GetRelativePath(directories.Store, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');

    private readonly record struct Entry(string Path, long Bytes, DateTime UsedAt);

    private sealed class Holding(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
