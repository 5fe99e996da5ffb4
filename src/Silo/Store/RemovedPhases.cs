using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;

namespace PgGanLab.Silo.Store;

/// <summary>Phases' files on their way out of the store (<see cref="IStoreService.Remove"/>).</summary>
internal static class RemovedPhases
{
    /// <summary>The full path of a file of the store, also of one that was put aside.</summary>
    /// <param name="directories">Has the store.</param>
    /// <param name="path">Plain, relative to the store directory.</param>
    /// <returns>Null where there is none.</returns>
    public static string? Find(LabDirectories directories, string path)
    {
        var home = directories.Resolve(path);
        var aside = StoreLayout.WhileRemoved(path) is { } removed ? directories.Resolve(removed) : home;
        string[] places = [home, aside, home];                                  // it may be put back between two looks
        return places.FirstOrDefault(File.Exists);
    }

    /// <summary>Keys of the phases that a process which was killed had put aside.</summary>
    public static string[] Left(LabDirectories directories)
    {
        var folder = directories.Resolve(StoreLayout.RemovedPhases);
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(f => Path.GetFileName(f))] : [];
    }

    /// <summary>Moves the folders of phases aside; where one fails, all are put back.</summary>
    public static void PutAside(LabDirectories directories, IEnumerable<string> phases, ILogger logger)
    {
        var moved = new List<string>();
        try
        {
            Directory.CreateDirectory(directories.Resolve(StoreLayout.RemovedPhases));
            foreach (var key in phases.Where(key => Directory.Exists(directories.Resolve(StoreLayout.Phase(key)))))
            {
                moved.Add(key);
                Move(directories.Resolve(StoreLayout.Phase(key)), directories.Resolve(StoreLayout.RemovedPhase(key)));
            }
        }
        catch
        {
            PutBack(directories, moved, logger);
            throw;
        }
    }

    /// <summary>
    /// Moves them back to where they were; what lies there meanwhile stays. One that can't be moved now stays aside,
    /// where it can be read too, until the lab starts again.
    /// </summary>
    public static void PutBack(LabDirectories directories, IEnumerable<string> phases, ILogger logger)
    {
        foreach (var key in phases.Where(key => Directory.Exists(directories.Resolve(StoreLayout.RemovedPhase(key)))))
        {
            var home = directories.Resolve(StoreLayout.Phase(key));
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(home)!);
                Move(directories.Resolve(StoreLayout.RemovedPhase(key)), home);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(e, "The files of phase {Phase} stay aside until the lab starts again.", key);
            }
        }
    }

    /// <summary>Deletes what was put aside, and the generators that were exported from it.</summary>
    /// <returns>Bytes that it took.</returns>
    public static long Delete(LabDirectories directories, IEnumerable<string> phases) =>
        phases.Sum(key => Delete(directories, key));

    /// <inheritdoc cref="Delete(LabDirectories, IEnumerable{string})"/>
    public static long Delete(LabDirectories directories, string key)
    {
        var bytes = 0L;
        var folder = new DirectoryInfo(directories.Resolve(StoreLayout.RemovedPhase(key)));
        if (folder.Exists)
        {
            bytes += folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
            folder.Delete(recursive: true);
        }
        var exports = new DirectoryInfo(directories.Resolve(StoreLayout.Exports));
        foreach (var generator in exports.Exists ? exports.EnumerateFiles($"{StoreLayout.GeneratorsOf(key)}*") : [])
        {
            bytes += generator.Length;
            generator.Delete();
        }
        return bytes;
    }

    /// <summary>Moves a folder; into one that is there already, the files that are missing in it.</summary>
    private static void Move(string from, string to)
    {
        if (!Directory.Exists(to))
        {
            Directory.Move(from, to);
            return;
        }
        foreach (var folder in Directory.GetDirectories(from))
            Move(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.GetFiles(from))
            if (!File.Exists(Path.Combine(to, Path.GetFileName(file))))
                File.Move(file, Path.Combine(to, Path.GetFileName(file)));
        Directory.Delete(from, recursive: true);
    }
}
