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
            if (!overwrite && File.Exists(path))
                throw new InvalidInputException($"{path} is there already; choose another name, or replace it with --force.");
            CheckFolderAbove(Path.GetFullPath(path));
        }
    }

    /// <summary>Checks a directory that is to be made: the one above it must be there.</summary>
    /// <exception cref="InvalidInputException">It isn't.</exception>
    public static void CheckFolder(string path) => CheckFolderAbove(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static void CheckFolderAbove(string path)
    {
        if (Path.GetDirectoryName(path) is { } above && !Directory.Exists(above))
            throw new InvalidInputException($"The directory {above} does not exist; make it, or choose another.");
    }
}
