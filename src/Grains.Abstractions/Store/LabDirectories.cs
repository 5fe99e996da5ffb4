using PgGanLab.Growth;

namespace PgGanLab.Grains.Store;

/// <summary>
/// Where a lab lives on a host. The data directory belongs to one host; the store directory (by default inside it) is
/// shared by all hosts of a cluster and holds the large files as <see cref="StoreLayout"/> says.
/// </summary>
/// <param name="Data">Absolute path of the data directory.</param>
/// <param name="Store">Absolute path of the store directory.</param>
public sealed record LabDirectories(string Data, string Store)
{
    /// <summary>The directories of a lab.</summary>
    /// <param name="data">Data directory, absolute or relative to the current one.</param>
    /// <param name="store">Store directory; null for <c>store</c> inside the data directory.</param>
    public static LabDirectories Of(string data, string? store = null) =>
        new(Path.GetFullPath(data), Path.GetFullPath(store ?? Path.Combine(data, "store")));

    /// <summary>The SQLite database, where no PostgreSQL server holds it.</summary>
    public string Database => Path.Combine(Data, "lab.db");

    public string Logs => Path.Combine(Data, "logs");

    /// <summary>Held exclusively by the process that runs the lab.</summary>
    public string LockFile => Path.Combine(Data, "lab.lock");

    /// <summary>
    /// Lets <c>./lab</c> on this host use a lab in which people must sign in: a secret (<c>token=…</c>) and where it is good
    /// (<c>url=…</c>), one a line. Readable by its owner alone.
    /// </summary>
    public string OwnerToken => Path.Combine(Data, "owner-token");

    /// <summary>The absolute path of a file or folder of the store directory.</summary>
    /// <param name="path">Relative to the store directory, with <c>/</c>.</param>
    /// <exception cref="InvalidInputException">The path leads out of the store directory.</exception>
    public string Resolve(string path) => StoreLayout.IsPlain(path)
        ? Path.Combine([Store, .. path.Split('/')])
        : throw new InvalidInputException(
            $"'{path}' is no path in the store directory; it must be relative, with '/' between plain names.");
}
