using System.Security.Cryptography;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Model.Storage;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance.Backups;

/// <summary>
/// Makes a lab from its backup. The database comes last and at once: a directory in which this was interrupted is no
/// lab.
/// </summary>
internal static class LabRestore
{
    /// <summary>Restores a lab.</summary>
    /// <param name="backup">Full path of the backup's directory.</param>
    /// <param name="lab">Where: both directories are new or empty.</param>
    /// <param name="watcher">Hears (bytes that were copied, bytes that are to be).</param>
    /// <param name="stop">Gives up; nothing stays behind.</param>
    /// <exception cref="InvalidInputException">The backup is damaged, of a newer version or none at all, or the
    /// directories are not empty; nothing stays behind.</exception>
    public static RestoreReport Make(
        string backup, LabDirectories lab, IProgress<(long Done, long Total)> watcher, CancellationToken stop)
    {
        var manifest = BackupManifest.Read(backup)
            ?? throw new InvalidInputException($"{backup} is no backup: it has no {BackupManifest.FileName}.");
        string[] targets = lab == LabDirectories.Of(lab.Data) ? [lab.Data] : [lab.Data, lab.Store];
        foreach (var target in targets)
            CheckEmpty(target);
        CheckSizes(backup, manifest);
        CheckDatabase(backup, manifest);
        CheckRoom(lab, manifest);
        var made = targets.Where(target => !Directory.Exists(target)).ToArray();
        try
        {
            CopyAll(backup, manifest, lab, new CopyProgress(watcher, stop));
        }
        catch
        {
            foreach (var target in targets)
                Clear(target, made.Contains(target));
            throw;
        }
        return new RestoreReport(
            lab.Data, manifest.MadeAt, manifest.Store.Length + 1, manifest.Files.Sum(file => file.File.Bytes));
    }

    private static void CheckEmpty(string target)
    {
        if (File.Exists(target)
            || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new InvalidInputException(
                $"{target} is not empty; a lab is restored in a new or empty directory (--data DIR).");
        TargetFile.CheckFolder(target);
    }

    private static void CheckSizes(string backup, BackupManifest manifest)
    {
        foreach (var (place, file) in manifest.Files)
        {
            if (!StoreLayout.IsPlain(place))
                throw Damaged(backup, $"it names a file '{InputText.Shown(place)}'");
            var there = new FileInfo(Path.Combine([backup, .. place.Split('/')]));
            if (!there.Exists)
                throw Damaged(backup, $"{place} is not there");
            if (there.Length != file.Bytes)
                throw Damaged(backup, $"{place} has {there.Length:#,0} bytes in place of {file.Bytes:#,0}");
        }
    }

    private static void CheckDatabase(string backup, BackupManifest manifest)
    {
        var (place, file) = manifest.Files.First();
        var database = Path.Combine(backup, place);
        using (var content = File.OpenRead(database))
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
                throw Changed(backup, place);
        RecordFile.CheckSchema(database);
        if (RecordFile.FindDamage(database) is { } damage)
            throw Damaged(backup, $"SQLite says of {place}: {Readable.Clause(damage)}");
    }

    private static void CheckRoom(LabDirectories lab, BackupManifest manifest)
    {
        var disk = Existing(lab.Store);
        var needed = manifest.Files.Sum(file => file.File.Bytes);
        if (DiskFullException.Free(disk) < needed)
            throw new InvalidInputException(DiskFullException.Sentence(disk, needed));
    }

    private static void CopyAll(string backup, BackupManifest manifest, LabDirectories lab, CopyProgress progress)
    {
        progress.Expect(manifest.Files.Sum(file => file.File.Bytes));
        Directory.CreateDirectory(lab.Data);
        Directory.CreateDirectory(lab.Store);
        foreach (var (place, file) in manifest.Files.Skip(1))
            if (WholeFile.Write(lab.Resolve(file.Path), Copy(place)).Sha256 != file.Sha256)
                throw Changed(backup, place);
        var database = $"{lab.Database}.part";
        RecordFile.CreatePrivate(database);
        using (var target = new FileStream(database, FileMode.Open, FileAccess.Write))
        {
            Copy(manifest.Files.First().Place)(target);
            target.Flush(flushToDisk: true);
        }
        WholeFile.Adopt(database, lab.Database);

        Action<Stream> Copy(string place) => target =>
        {
            using var content = File.OpenRead(Path.Combine([backup, .. place.Split('/')]));
            progress.Copy(content, target);
        };
    }

    private static void Clear(string target, bool wasMade)
    {
        if (!Directory.Exists(target))
            return;
        if (wasMade)
        {
            Directory.Delete(target, recursive: true);
            return;
        }
        foreach (var folder in Directory.GetDirectories(target))
            Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.GetFiles(target))
            File.Delete(file);
    }

    /// <summary>The nearest directory above that is there.</summary>
    private static string Existing(string path)
    {
        while (!Directory.Exists(path))
            path = Path.GetDirectoryName(path)!;
        return path;
    }

    private static InvalidInputException Changed(string backup, string place) =>
        Damaged(backup, $"the content of {place} is not what was copied");

    private static InvalidInputException Damaged(string backup, string what) =>
        new($"The backup {backup} is damaged: {what}.");
}

/// <summary>What a restore came to.</summary>
/// <param name="Data">The lab's data directory.</param>
/// <param name="MadeAt">The moment whose lab it has.</param>
/// <param name="Files">How many were copied, the database among them.</param>
/// <param name="Bytes">What they take.</param>
internal sealed record RestoreReport(string Data, DateTimeOffset MadeAt, int Files, long Bytes);
