using PgGanLab.Growth;

namespace PgGanLab.Tools.Files;

/// <summary>Says early what would fail late.</summary>
internal static class Targets
{
    /// <summary>Checks files that are to be written.</summary>
    /// <exception cref="InvalidInputException">One is there already, or its folder is not.</exception>
    public static void Check(bool overwrite, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
                throw new InvalidInputException($"{path} is a directory; a file is needed.");
            if (!overwrite && File.Exists(path))
                throw new InvalidInputException($"{path} is there already; choose another name, or replace it with --force.");
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
                throw new InvalidInputException($"The directory {folder} does not exist; make it, or choose another.");
        }
    }

    /// <summary>Checks a directory that is to be made: the one above it must be there.</summary>
    /// <exception cref="InvalidInputException">It isn't.</exception>
    public static void CheckFolder(string path)
    {
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { } above && !Directory.Exists(above))
            throw new InvalidInputException($"The directory {above} does not exist; make it, or choose another.");
    }
}
