using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PgGanLab.Model.Data;

/// <summary>Checks a file's SHA-256 once in a process, before its first use; again when its size or time changed.</summary>
internal static class VerifiedFiles
{
    private static readonly ConcurrentDictionary<(string Path, long Bytes, DateTime Written), Lazy<string>> Hashes = new();

    /// <exception cref="DatasetDamagedException">The content is not what was stored.</exception>
    public static void Check(string path, string sha256)
    {
        var info = new FileInfo(path);
        var hash = Hashes.GetOrAdd((info.FullName, info.Length, info.LastWriteTimeUtc), key => new Lazy<string>(() => Hash(key.Path)));
        if (hash.Value != sha256)
            throw new DatasetDamagedException($"Dataset file '{path}' is damaged: its SHA-256 is {hash.Value}, not {sha256}.");
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
