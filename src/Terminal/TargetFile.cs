using PgGanLab.Growth;

namespace PgGanLab.Terminal;

/// <summary>Writes files that the user names: there whole, or not at all.</summary>
internal static class TargetFile
{
    /// <summary>Writes to a temporary name beside <paramref name="path"/>, flushes to disk, renames.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="InvalidInputException">The file is there already, or its folder is not.</exception>
    /// <exception cref="IOException">It can't be written; nothing is left behind.</exception>
    public static async Task Write(string path, bool overwrite, Func<Stream, Task> write)
    {
        CheckTarget(overwrite, path);
        var temporary = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Says early what would fail late.</summary>
    /// <exception cref="InvalidInputException">A file is there already, or its folder is not.</exception>
    public static void CheckTarget(bool overwrite, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
                throw new InvalidInputException($"{path} is a directory; a file is needed.");
            if (IsSpecial(path))
                throw new InvalidInputException(
                    $"{path} is no regular file (a link, a pipe or a device), which would be replaced; name another.");
            if (!overwrite && File.Exists(path))
                throw new InvalidInputException(
                    $"{path} is there already; choose another name, or replace it with --force.");
            CheckFolderAbove(Path.GetFullPath(path));
        }
    }

    /// <summary>Checks that a name's ending, which says the format, is one that can be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="endings">Those that can be, with their dots.</param>
    /// <returns>The ending, in small letters.</returns>
    /// <exception cref="InvalidInputException">It is another.</exception>
    public static string CheckEnding(string path, params IReadOnlyList<string> endings)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        return endings.Contains(ending)
            ? ending
            : throw new InvalidInputException(
                $"{path} must end in {string.Join(" or ", endings)}, which says the format.");
    }

    /// <summary>Checks a directory that is to be made: the one above it must be there.</summary>
    /// <exception cref="InvalidInputException">It isn't.</exception>
    public static void CheckFolder(string path) =>
        CheckFolderAbove(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>Whether something is there that is neither a regular file nor a directory.</summary>
    private static bool IsSpecial(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
            return true;
        return file.Exists && (Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal)
            || (file.Length == 0 && IsPipe(path)));
    }

    /// <summary>Opened to read and write, a pipe waits for nobody.</summary>
    private static bool IsPipe(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return !file.CanSeek;
    }

    private static void CheckFolderAbove(string path)
    {
        if (Path.GetDirectoryName(path) is { } above && !Directory.Exists(above))
            throw new InvalidInputException($"The directory {above} does not exist; make it, or choose another.");
    }
}
