using System.Security.Cryptography;
using PgGanLab.Growth;

namespace PgGanLab.Model.Storage;

/// <summary>Writes files that are whole or not there (design.md, promise 6).</summary>
public static class WholeFile
{
    private const string TemporarySuffix = ".tmp";

    /// <summary>
    /// Writes to a temporary name in the same folder, flushes to the disk, hashes on the way and renames; an older file
    /// of that name is replaced at once.
    /// </summary>
    /// <param name="path">Full path of the file; its folder is made when missing.</param>
    /// <param name="write">Writes the content to a stream that cannot seek.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="FileNotWrittenException">The file could not be stored; nothing of it stays.</exception>
    public static WrittenFile Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var file = WriteTemporary(temporary, path, write);
            Adopt(temporary, path);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileNotWrittenException($"File '{path}' could not be stored: {Readable.Clause(e.Message)}.", e);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>
    /// Gives a file that is whole and flushed its name, in the same folder, durably; an older file of that name is
    /// replaced at once.
    /// </summary>
    /// <param name="temporary">Full path of the file.</param>
    /// <param name="path">Full path that it gets.</param>
    public static void Adopt(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Removes what a killed process left of its writes in <paramref name="directory"/>.</summary>
    public static void RemoveLeftovers(string directory)
    {
        foreach (var temporary in Directory.EnumerateFiles(directory, "*" + TemporarySuffix))
            File.Delete(temporary);
    }

    private static WrittenFile WriteTemporary(string temporary, string path, Action<Stream> write)
    {
        using var file = new FileStream(
            temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            write(hashed);
        file.Flush(flushToDisk: true);
        return new WrittenFile(path, Convert.ToHexStringLower(hash.Hash!), file.Length);
    }
}

/// <summary>A file that was stored.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Sha256">Of its content, lower-case hex.</param>
/// <param name="Bytes">Size.</param>
public sealed record WrittenFile(string Path, string Sha256, long Bytes);

/// <summary>
/// A file could not be stored (such as on a full disk); nothing of it stays. The message names the file and the reason.
/// </summary>
public sealed class FileNotWrittenException : IOException
{
    public FileNotWrittenException() { }

    public FileNotWrittenException(string message) : base(message) { }

    public FileNotWrittenException(string message, Exception innerException) : base(message, innerException) { }
}
