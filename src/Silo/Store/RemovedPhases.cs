using PgGanLab.Grains.Store;

namespace PgGanLab.Silo.Store;

/// <summary>Phases' files on their way out of the store (<see cref="IStoreService.Remove"/>).</summary>
internal static class RemovedPhases
{
    /// <summary>Keys of the phases that a process which was killed had put aside.</summary>
    public static string[] Left(LabDirectories directories)
    {
        var folder = directories.Resolve(StoreLayout.RemovedPhases);
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(f => Path.GetFileName(f))] : [];
    }

    /// <summary>Moves the folders of phases aside; where one fails, all are put back.</summary>
    public static void PutAside(LabDirectories directories, IEnumerable<string> phases)
    {
        var moved = new List<string>();
        try
        {
            Directory.CreateDirectory(directories.Resolve(StoreLayout.RemovedPhases));
            foreach (var key in phases.Where(key => Directory.Exists(directories.Resolve(StoreLayout.Phase(key)))))
            {
                Directory.Move(
                    directories.Resolve(StoreLayout.Phase(key)), directories.Resolve(StoreLayout.RemovedPhase(key)));
                moved.Add(key);
            }
        }
        catch
        {
            PutBack(directories, moved);
            throw;
        }
    }

    /// <summary>Moves them back to where they were.</summary>
    public static void PutBack(LabDirectories directories, IEnumerable<string> phases)
    {
        foreach (var key in phases.Where(key => Directory.Exists(directories.Resolve(StoreLayout.RemovedPhase(key)))))
        {
            var home = directories.Resolve(StoreLayout.Phase(key));
            Directory.CreateDirectory(Path.GetDirectoryName(home)!);
            Directory.Move(directories.Resolve(StoreLayout.RemovedPhase(key)), home);
        }
    }

    /// <summary>Deletes what was put aside, and the generators that were exported from it.</summary>
    /// <returns>Bytes that it took.</returns>
    public static long Delete(LabDirectories directories, IEnumerable<string> phases)
    {
        var bytes = 0L;
        var exports = directories.Resolve(StoreLayout.Exports);
        foreach (var key in phases)
        {
            var folder = new DirectoryInfo(directories.Resolve(StoreLayout.RemovedPhase(key)));
            if (folder.Exists)
            {
                bytes += folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
                folder.Delete(recursive: true);
            }
            if (!Directory.Exists(exports))
                continue;
            foreach (var generator in new DirectoryInfo(exports).EnumerateFiles($"{StoreLayout.GeneratorsOf(key)}*"))
            {
                bytes += generator.Length;
                generator.Delete();
            }
        }
        return bytes;
    }
}
