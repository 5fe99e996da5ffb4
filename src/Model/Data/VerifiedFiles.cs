using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PgGanLab.Model.Data;

/// <summary>
/// Checks a file's SHA-256 once in a process, before its first use; again when its size or time changed.
/// </summary>
internal static class VerifiedFiles
{
    private static readonly ConcurrentDictionary<FileState, Lazy<string>> Hashes = new();

    /// <exception cref="DatasetDamagedException">The content is not what was stored.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static void Check(string path, string sha256)
    {
        var hash = Hash(path);
        if (hash != sha256)
            throw new DatasetDamagedException(
                $"Dataset file '{path}' is damaged: its SHA-256 is {hash}, not {sha256}.");
    }

    /// <summary>
    /// Reads a file through beside whatever the process does, so that a later <see cref="Check"/> need not wait. What
    /// is wrong is left to that to say.
    /// </summary>
    /// <returns>Ends when the file was read; never fails.</returns>
    public static Task ReadAhead(string path) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                _ = Hash(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The check reads the file again and throws this to who needs it.
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string Hash(string path)
    {
        var info = new FileInfo(path);
        var state = new FileState(info.FullName, info.Length, info.LastWriteTimeUtc);
        var hash = Hashes.GetOrAdd(state, s => new Lazy<string>(() => Read(s.Path)));
        try
        {
            return hash.Value;
        }
        catch
        {
            Hashes.TryRemove(state, out _);                                     // a Lazy would fail for ever
            throw;
        }
    }

    private static string Read(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private sealed record FileState(string Path, long Bytes, DateTime Written);
}
