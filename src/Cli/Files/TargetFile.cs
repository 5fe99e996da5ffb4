namespace PgGanLab.Cli.Files;

/// <summary>Writes files that the user names: there whole, or not at all.</summary>
internal static class TargetFile
{
    /// <summary>Writes to a temporary name beside <paramref name="path"/>, flushes to disk, renames.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="LabException">The file is there already, or its folder is not.</exception>
    /// <exception cref="IOException">It can't be written; nothing is left behind.</exception>
    public static async Task Write(string path, bool overwrite, Func<Stream, Task> write)
    {
        CheckTarget(path, overwrite);
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
    /// <exception cref="LabException">The file is there already, or its folder is not.</exception>
    public static void CheckTarget(string path, bool overwrite)
    {
        if (Directory.Exists(path))
            throw new LabException($"{path} is a directory; a file is needed.");
        if (!overwrite && File.Exists(path))
            throw new LabException($"{path} is there already; choose another name, or replace it with --force.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new LabException($"The directory {folder} does not exist; make it, or choose another.");
    }
}
