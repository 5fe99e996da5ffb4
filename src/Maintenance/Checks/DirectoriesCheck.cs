using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Checks;

/// <summary>Whether this user may use the lab's directories, and others may not read what is secret in them.</summary>
internal sealed class DirectoriesCheck() : Check("directories")
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite;

    /// <summary>Hashes of passwords, keys and secrets.</summary>
    private static readonly string[] Private = ["lab.db", "lab.db-wal", "owner-token", "cluster.json"];

    protected override Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        var (data, store) = (lab.Directories.Data, lab.Directories.Store);
        if (!Directory.Exists(data))
            return Found(Probe.Write(Probe.Existing(data)) is { } refused
                ? Fail($"{data} is not there and can't be made: {refused}", "name another with --data DIR")
                : Ok($"{data} is not there yet; ./lab up makes it"));
        foreach (var folder in Directory.Exists(store) ? (string[])[data, store] : [data])
            if (Probe.Write(folder) is { } refused)
                return Found(Fail($"{Environment.UserName} can't write to {folder}: {refused}",
                    $"give it to who runs the lab: chown -R {Environment.UserName} {folder}"));
        return Found(ReadByOthers(lab.Directories) is { } file
            ? Warn($"others may read {file}, which has secrets", $"chmod 600 {file}")
            : Ok($"{Environment.UserName} may write to {data}"
                + (store.StartsWith(data, StringComparison.Ordinal) ? "" : $" and {store}")));
    }

    private static string? ReadByOthers(LabDirectories directories) =>
        Private.Select(name => Path.Combine(directories.Data, name)).FirstOrDefault(IsReadByOthers);

    private static bool IsReadByOthers(string file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & Others) != 0;
}

/// <summary>Small files that are written to see whether that can be done, and go at once.</summary>
internal static class Probe
{
    /// <summary>A path for one.</summary>
    public static string In(string folder) => Path.Combine(folder, $".doctor-{Guid.NewGuid():N}");

    /// <summary>Writes one.</summary>
    /// <returns>Why that can't be done; null where it can.</returns>
    public static string? Write(string folder)
    {
        try
        {
            using var probe = Open(folder);
            probe.WriteByte(1);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Readable.Clause(e.Message);
        }
    }

    /// <summary>One that goes when it is closed.</summary>
    public static FileStream Open(string folder) => new(
        In(folder), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1, FileOptions.DeleteOnClose);

    /// <summary>The directory, or the nearest above it that is there.</summary>
    public static string Existing(string path)
    {
        while (!Directory.Exists(path))
            path = Path.GetDirectoryName(path)!;
        return path;
    }
}
