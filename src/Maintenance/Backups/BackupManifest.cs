using System.Collections.Immutable;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Backups;

/// <summary>
/// What a backup has: <c>backup.json</c> in its directory, written last and at once, so that it names whole files only.
/// </summary>
/// <param name="Format">Of the backup; a change that older versions can't read raises it.</param>
/// <param name="LabVersion">Version of the program that made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="LabId">Which lab it is of; null where no version has given it one.</param>
/// <param name="Database">The lab database, <c>lab.db</c>.</param>
/// <param name="Store">Files of the store, by their paths in it.</param>
internal sealed record BackupManifest(
    int Format, string LabVersion, DateTimeOffset MadeAt, string? LabId, BackedFile Database,
    ImmutableArray<BackedFile> Store)
{
    public const string FileName = "backup.json";

    public const int CurrentFormat = 1;

    /// <summary>Folder of the store's files in the backup.</summary>
    public const string StoreFolder = "store";

    /// <summary>Where the database lies in it: under a new name each time, so that the last one stays whole.</summary>
    public static string DatabasePath(string sha256) => $"lab-{sha256[..16]}.db";

    /// <summary>All files of the backup: where each lies in it, and what it is.</summary>
    public IEnumerable<(string Place, BackedFile File)> Files =>
        Store.Select(file => ($"{StoreFolder}/{file.Path}", file)).Prepend((DatabasePath(Database.Sha256), Database));

    /// <summary>Reads the manifest of a backup.</summary>
    /// <returns>Null where the directory has none.</returns>
    /// <exception cref="InvalidInputException">It can't be read, or a newer version wrote it.</exception>
    public static BackupManifest? Read(string backup)
    {
        var path = Path.Combine(backup, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            using var file = File.OpenRead(path);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(file, LabJson.Options);
            if (manifest?.Format > CurrentFormat)
                throw new InvalidInputException(
                    $"The backup {backup} was made by a newer PgGanLab ({manifest.LabVersion}); use that version or a "
                    + "newer one.");
            return manifest is { Database: not null, Store.IsDefault: false }
                ? manifest
                : throw new InvalidInputException($"The backup {backup} is damaged: {FileName} is not complete.");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(
                $"The backup {backup} is damaged: {FileName} can't be read ({Readable.Clause(e.Message)}).", e);
        }
    }
}

/// <summary>One file of a backup.</summary>
/// <param name="Path">Of the store, relative to it; of the database, its name.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Of its content, lower-case hex.</param>
/// <param name="Modified">When the lab's own file was written last.</param>
internal sealed record BackedFile(string Path, long Bytes, string Sha256, DateTimeOffset Modified);
