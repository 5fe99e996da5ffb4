using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Model.Storage;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance.Backups;

/// <summary>
/// A directory that has a lab's backup, while the next one is made in it. Files are added, then the manifest is
/// replaced, then what it does not name is removed: whenever that ends, the directory has one whole backup.
/// </summary>
internal sealed class BackupFolder : IDisposable
{
    private const string LockName = "backup.lock";

    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string path;
    private readonly FileStream held;
    private readonly Dictionary<string, BackedFile> have;

    private BackupFolder(string path, FileStream held, BackupManifest? last)
    {
        this.path = path;
        this.held = held;
        Last = last;
        have = (last?.Store ?? []).Where(file => Length(Place(file.Path)) == file.Bytes)
            .ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>The backup that was there; null in a new directory.</summary>
    public BackupManifest? Last { get; }

    /// <summary>Opens a directory, or makes it, for one process at a time.</summary>
    /// <exception cref="InvalidInputException">It can't take a backup of this lab's directories.</exception>
    public static BackupFolder Open(string path, LabDirectories lab)
    {
        foreach (var own in (string[])[lab.Data, lab.Store])
            if (IsInside(own, path) || IsInside(path, own))
                throw new InvalidInputException(
                    $"The backup can't lie in {path}, which goes with the lab's own {own}; "
                    + "choose a directory outside.");
        var last = BackupManifest.Read(path);
        if (last is null && !File.Exists(Path.Combine(path, LockName)) && Directory.Exists(path)
            && Directory.EnumerateFileSystemEntries(path).Any())
            throw new InvalidInputException($"{path} is not empty and has no backup; choose a new or empty directory.");
        TargetFile.CheckFolder(path);
        Make(path);
        try
        {
            return new BackupFolder(
                path, new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                    FileShare.None), last);
        }
        catch (IOException e)
        {
            throw new InvalidInputException(
                $"Another process makes a backup in {path} now; wait until it has ended.", e);
        }
    }

    /// <summary>What the backup has of a file of the store; null where it has nothing.</summary>
    public BackedFile? Find(string file) => have.GetValueOrDefault(file);

    /// <summary>
    /// Takes in what an interrupted backup left whole, as its SHA-256 tells.
    /// </summary>
    /// <returns>False where it left no such file.</returns>
    public bool Adopt(RecordedFile file, DateTimeOffset modified)
    {
        if (file.Sha256 is null || Length(Place(file.Path)) != file.Bytes || Sha256(Place(file.Path)) != file.Sha256)
            return false;
        have[file.Path] = new BackedFile(file.Path, file.Bytes!.Value, file.Sha256, modified);
        return true;
    }

    /// <summary>Copies a file of the store.</summary>
    /// <returns>Null where its content is not the one on record: then nothing of it is kept.</returns>
    public BackedFile? Copy(RecordedFile file, Stream content, DateTimeOffset modified, CopyProgress progress)
    {
        var written = WholeFile.Write(Place(file.Path), target => progress.Copy(content, target));
        if (file.Sha256 is not null && file.Sha256 != written.Sha256)
        {
            File.Delete(written.Path);
            have.Remove(file.Path);
            return null;
        }
        return have[file.Path] = new BackedFile(file.Path, written.Bytes, written.Sha256, modified);
    }

    /// <summary>Ends the backup: from now on the directory has this one.</summary>
    /// <param name="snapshot">The record.</param>
    /// <param name="store">Files of the store that it has; the others are removed.</param>
    /// <param name="madeAt">When it was made.</param>
    public BackupManifest Finish(RecordSnapshot snapshot, IEnumerable<string> store, DateTimeOffset madeAt)
    {
        var database = Database(snapshot, madeAt);
        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat, typeof(BackupFolder).Assembly.GetName().Version!.ToString(3), madeAt,
            snapshot.LabId, database,
            [.. store.Select(file => have[file]).OrderBy(file => file.Path, StringComparer.Ordinal)]);
        WholeFile.Write(Path.Combine(path, BackupManifest.FileName),
            target => JsonSerializer.Serialize(target, manifest, LabJson.Indented));
        RemoveOthers(manifest);
        return manifest;
    }

    public void Dispose() => held.Dispose();

    private string Place(string file) => Path.Combine([path, BackupManifest.StoreFolder, .. file.Split('/')]);

    private BackedFile Database(RecordSnapshot snapshot, DateTimeOffset madeAt)
    {
        var temporary = Path.Combine(path, "lab.db.part");
        File.Delete(temporary);
        snapshot.CopyTo(temporary);
        var sha256 = Sha256(temporary);
        WholeFile.Adopt(temporary, Path.Combine(path, BackupManifest.DatabasePath(sha256)));
        return new BackedFile(
            "lab.db", Length(Path.Combine(path, BackupManifest.DatabasePath(sha256)))!.Value, sha256, madeAt);
    }

    private void RemoveOthers(BackupManifest manifest)
    {
        var named = manifest.Files.Select(file => Path.Combine([path, .. file.Place.Split('/')]))
            .ToHashSet(StringComparer.Ordinal);
        var store = new DirectoryInfo(Path.Combine(path, BackupManifest.StoreFolder));
        foreach (var file in new DirectoryInfo(path).EnumerateFiles("lab-*.db")
            .Concat(store.Exists ? store.EnumerateFiles("*", SearchOption.AllDirectories) : []).ToList())
            if (!named.Contains(file.FullName))
                file.Delete();
        foreach (var folder in store.Exists
            ? store.EnumerateDirectories("*", SearchOption.AllDirectories)
                .OrderByDescending(folder => folder.FullName.Length).ToList()
            : [])
            if (!folder.EnumerateFileSystemInfos().Any())
                folder.Delete();
    }

    private static void Make(string path)
    {
        if (Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }

    private static long? Length(string file) => new FileInfo(file) is { Exists: true } there ? there.Length : null;

    private static string Sha256(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private static bool IsInside(string folder, string path) =>
        $"{Path.TrimEndingDirectorySeparator(path)}/".StartsWith(
            $"{Path.TrimEndingDirectorySeparator(folder)}/", StringComparison.Ordinal);
}
