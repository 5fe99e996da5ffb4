using System.Diagnostics;
using System.Security.Cryptography;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Checks;

/// <summary>Whether the store is this lab's, has what is on record, and a sample of its checkpoints is whole.</summary>
internal sealed class StoreCheck() : Check("store")
{
    private const int MostFiles = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    protected override async Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        var directories = lab.Directories;
        if (!File.Exists(directories.Database))
            return [Ok(RecordServer.Connection is null
                ? "nothing is on record yet"
                : "over PostgreSQL only ./lab verify looks at it")];
        using var record = RecordSnapshot.Take(directories.Database);
        var mark = directories.Resolve(StoreLayout.LabId);
        if (record.LabId is { } id && File.Exists(mark) && (await File.ReadAllTextAsync(mark, stop)).Trim() != id)
            return [Fail($"{directories.Store} belongs to another lab", "name the right one with --store DIR")];
        var missing = Lost(directories, record);
        if (missing.Length > 0)
            return [Fail(
                $"{directories.Store} lacks {Readable.Plural(missing.Length, "file")} on record, such as {missing[0]}",
                "is its disk mounted? Else ./lab verify has the lab make them again")];
        return [Read(directories, record, stop)];
    }

    /// <summary>Files that are on record and not in the store; the lab may delete some while this looks.</summary>
    private static string[] Lost(LabDirectories directories, RecordSnapshot record)
    {
        string[] missing = [.. record.Files.Select(file => file.Path).Where(path => Find(directories, path) is null)];
        if (missing.Length == 0)
            return missing;
        using var later = RecordSnapshot.Take(directories.Database);
        return [.. missing.Intersect(later.Files.Select(file => file.Path))
            .Where(path => Find(directories, path) is null)];
    }

    private Finding Read(LabDirectories directories, RecordSnapshot record, CancellationToken stop)
    {
        var (files, bytes, clock) = (0, 0L, Stopwatch.StartNew());
        var checkpoints = record.Files.Where(file => file.Sha256 is not null).ToArray();
        Random.Shared.Shuffle(checkpoints);
        foreach (var checkpoint in checkpoints.Take(MostFiles))
        {
            stop.ThrowIfCancellationRequested();
            if (clock.Elapsed > Limit || Find(directories, checkpoint.Path) is not { } path)
                continue;
            using var content = File.OpenRead(path);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != checkpoint.Sha256)
                return Fail($"{checkpoint.Path} is damaged", "./lab verify has the lab make it again");
            (files, bytes) = (files + 1, bytes + content.Length);
        }
        return Ok($"all of {Readable.Plural(record.Files.Length, "file")} are there; {Readable.Count(files)} of "
            + $"{Readable.Plural(checkpoints.Length, "checkpoint")} were read ({Readable.Bytes(bytes)}), all whole");
    }

    private static string? Find(LabDirectories directories, string path)
    {
        string?[] places = [path, StoreLayout.WhileRemoved(path), path];
        return places.OfType<string>().Select(directories.Resolve).FirstOrDefault(File.Exists);
    }
}
