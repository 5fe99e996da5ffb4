using System.Collections.Immutable;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Backups;

/// <summary>
/// Copies a lab while it goes on: files of the store first, again and again until few are new; then, while nobody can
/// write to the record, those few are opened, so that they can be read even when the lab deletes them; then the record
/// of that moment. What a backup's record names is therefore in it.
/// </summary>
internal sealed class LabBackup
{
    /// <summary>Files that may be opened while the lab's writes wait.</summary>
    private const int Few = 200;

    /// <summary>A lab that stores files faster than they are copied is not followed longer than this.</summary>
    private const int MostPasses = 4;

    private readonly LabDirectories lab;
    private readonly BackupFolder backup;
    private readonly CopyProgress progress;
    private readonly HashSet<string> damaged = new(StringComparer.Ordinal);
    private int copied;

    private LabBackup(LabDirectories lab, BackupFolder backup, CopyProgress progress)
    {
        this.lab = lab;
        this.backup = backup;
        this.progress = progress;
    }

    /// <summary>Makes a backup.</summary>
    /// <param name="lab">The lab's directories.</param>
    /// <param name="folder">Full path of the backup's directory.</param>
    /// <param name="watcher">Hears (bytes that were copied, bytes that are to be).</param>
    /// <param name="stop">Gives up: what was copied is used by the next backup.</param>
    /// <exception cref="InvalidInputException">It can't be made there, or there is no lab here.</exception>
    public static BackupReport Make(
        LabDirectories lab, string folder, IProgress<(long Done, long Total)> watcher, CancellationToken stop)
    {
        CheckRecord(lab);
        using var first = RecordSnapshot.Take(lab.Database);
        using var backup = BackupFolder.Open(folder, lab);
        if (backup.Last is { } last && last.LabId != first.LabId)
            throw new InvalidInputException($"{folder} has the backup of another lab; choose another directory.");
        return new LabBackup(lab, backup, new CopyProgress(watcher, stop)).Make(first, folder, stop);
    }

    private static void CheckRecord(LabDirectories lab)
    {
        if (File.Exists(lab.Database))
            return;
        throw new InvalidInputException(
            RecordServer.Connection is not null
                ? "This lab's record is on a PostgreSQL server: pg_dump makes a copy of it, and after that the store's "
                    + "files can be copied (docs/operations.md)."
                : $"No lab has its record in {lab.Data}; --data names the data directory of a lab.");
    }

    private BackupReport Make(RecordSnapshot first, string folder, CancellationToken stop)
    {
        var missing = Missing(first);
        CheckRoom(folder, missing);
        for (var pass = 0; pass < MostPasses && missing.Count > (pass == 0 ? 0 : Few); pass++)
        {
            progress.Expect(missing.Sum(Bytes));
            foreach (var file in missing)
            {
                stop.ThrowIfCancellationRequested();
                if (Open(file) is { } opened)
                    Copy(opened);
            }
            using var next = RecordSnapshot.Take(lab.Database);
            missing = Missing(next);
        }
        var last = new List<OpenedFile>();
        try
        {
            using var snapshot = RecordSnapshot.Take(lab.Database, moment => OpenAll(Missing(moment), last));
            var madeAt = DateTimeOffset.UtcNow;
            progress.Expect(last.Sum(opened => opened.Content.Length));
            last.ForEach(Copy);
            var named = Named(snapshot).Select(file => file.Path).ToLookup(path => backup.Find(path) is not null);
            return Report(folder, backup.Finish(snapshot, named[true], madeAt), named[false]);
        }
        finally
        {
            last.ForEach(opened => opened.Content.Dispose());
        }
    }

    private BackupReport Report(string folder, BackupManifest made, IEnumerable<string> notTaken)
    {
        var kept = made.Store.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return new BackupReport(
            folder, made.MadeAt, made.Store.Length + 1, made.Files.Sum(file => file.File.Bytes), copied + 1,
            progress.Done + made.Database.Bytes, backup.Last?.Store.Count(file => !kept.Contains(file.Path)) ?? 0,
            [.. notTaken.Select(path => new FileNotTaken(path, damaged.Contains(path)
                ? "its content is not what was stored"
                : "it is not in the store any more"))]);
    }

    /// <summary>Files of the store that the record of a moment names, and those that no record has.</summary>
    private IEnumerable<RecordedFile> Named(RecordSnapshot record)
    {
        var folders = record.Datasets.Append(StoreLayout.Extractors).SelectMany(InFolder);
        var loose = File.Exists(lab.Resolve(StoreLayout.LabId)) ? folders.Append(StoreLayout.LabId) : folders;
        return record.Files.Concat(loose.Select(path => new RecordedFile(path, null, null)));
    }

    private IEnumerable<string> InFolder(string path)
    {
        var folder = new DirectoryInfo(lab.Resolve(path));
        return folder.Exists
            ? folder.EnumerateFiles().Select(file => file.Name)
                .Where(name => StoreLayout.IsPlain(name) && !name.EndsWith(".tmp", StringComparison.Ordinal))
                .Select(name => $"{path}/{name}")
            : [];
    }

    private List<RecordedFile> Missing(RecordSnapshot record) => [.. Named(record).Where(file => !IsThere(file))];

    /// <summary>
    /// Whether the backup has a file: files of phases never change under their names, others are compared by their size
    /// and time.
    /// </summary>
    private bool IsThere(RecordedFile file)
    {
        if (backup.Find(file.Path) is not { } known)
            return file.Sha256 is not null && backup.Adopt(file, Modified(file.Path));
        if (StoreLayout.IsInside(StoreLayout.Phases, file.Path))
            return file.Sha256 is null || file.Sha256 == known.Sha256;
        return new FileInfo(lab.Resolve(file.Path)) is { Exists: true } own && own.Length == known.Bytes
            && Modified(file.Path) == known.Modified;
    }

    private void OpenAll(List<RecordedFile> files, List<OpenedFile> into)
    {
        foreach (var file in files)
            if (Open(file) is { } opened)
                into.Add(opened);
    }

    /// <summary>Opens a file of the store; null where it is not there.</summary>
    private OpenedFile? Open(RecordedFile file)
    {
        try
        {
            return new OpenedFile(file, new FileStream(Find(file.Path), FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete), Modified(file.Path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Copy(OpenedFile opened)
    {
        using (opened.Content)
        {
            if (backup.Copy(opened.File, opened.Content, opened.Modified, progress) is null)
                damaged.Add(opened.File.Path);
            else
                copied++;
        }
    }

    /// <summary>Where a file lies: also while its phase is being removed.</summary>
    private string Find(string path) =>
        StoreLayout.WhileRemoved(path) is { } aside && !File.Exists(lab.Resolve(path))
            && File.Exists(lab.Resolve(aside)) ? lab.Resolve(aside) : lab.Resolve(path);

    private DateTimeOffset Modified(string path) => File.GetLastWriteTimeUtc(Find(path));

    private long Bytes(RecordedFile file) =>
        file.Bytes ?? (new FileInfo(lab.Resolve(file.Path)) is { Exists: true } there ? there.Length : 0);

    private void CheckRoom(string folder, List<RecordedFile> missing)
    {
        var needed = missing.Sum(Bytes) + new FileInfo(lab.Database).Length;
        if (DiskFullException.Free(folder) < needed)
            throw new InvalidInputException(DiskFullException.Sentence(folder, needed));
    }

    /// <param name="File">Which.</param>
    /// <param name="Content">What it has, even once it is deleted.</param>
    /// <param name="Modified">When it was written last.</param>
    private sealed record OpenedFile(RecordedFile File, FileStream Content, DateTimeOffset Modified);
}

/// <summary>What a backup came to.</summary>
/// <param name="Backup">Its directory.</param>
/// <param name="MadeAt">The moment whose lab it has.</param>
/// <param name="Files">How many it has, the database among them.</param>
/// <param name="Bytes">What they take.</param>
/// <param name="NewFiles">How many were copied now.</param>
/// <param name="NewBytes">What these take.</param>
/// <param name="Removed">Files of the backup before that the lab has freed since.</param>
/// <param name="NotTaken">Files on record that are lost or damaged in the lab itself.</param>
internal sealed record BackupReport(
    string Backup, DateTimeOffset MadeAt, int Files, long Bytes, int NewFiles, long NewBytes, int Removed,
    ImmutableArray<FileNotTaken> NotTaken);

/// <summary>A file on record that is not in the backup.</summary>
/// <param name="Path">Relative to the store directory.</param>
/// <param name="Reason">Such as "it is not in the store any more".</param>
internal sealed record FileNotTaken(string Path, string Reason);
