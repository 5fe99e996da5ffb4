using System.IO.Enumeration;

namespace PgGanLab.Model.Data.Files;

/// <summary>All files of a folder and of the folders in it, linked ones included, each once.</summary>
internal sealed class FolderWalk
{
    private readonly string root;
    private readonly string realRoot;
    private readonly List<string> files = [];
    private readonly List<(string Link, string Target)> followed = [];
    private readonly List<string> remarks = [];

    private FolderWalk(string root) => (this.root, realRoot) = (root, RealPath(root));

    /// <summary>Paths from the root.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>Links that were not followed, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => remarks;

    /// <exception cref="IOException">A folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder can't be read.</exception>
    public static FolderWalk Of(string root)
    {
        var walk = new FolderWalk(root);
        walk.Visit("", [walk.realRoot]);
        return walk;
    }

    /// <param name="folder">Path from the root.</param>
    /// <param name="above">Where the folder and the linked folders above it really are, the root first.</param>
    private void Visit(string folder, IReadOnlyList<string> above)
    {
        var entries = new FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)>(
            Path.Combine(root, folder), (ref entry) =>
                (entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0),
            new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 });
        foreach (var (name, isFolder, isLink) in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, name);
            if (ImageFiles.IsHidden(name))
                continue;
            if (isFolder && !isLink)
                Visit(path, above);
            else if (isFolder)
                Follow(path, above);
            else
                files.Add(path);
            if (isLink && !isFolder && !ImageFiles.IsImage(name) && !LeadsSomewhere(Path.Combine(root, path)))
                remarks.Add($"'{path}' was left out: it is a link that leads nowhere.");
        }
    }

    private void Follow(string link, IReadOnlyList<string> above)
    {
        var target = RealPath(Path.Combine(root, link));
        if (above.Any(folder => Contains(target, folder)))
            remarks.Add($"'{link}' was left out: it is a link to '{target}', which holds it.");
        else if (Contains(realRoot, target))
            remarks.Add($"'{link}' was left out: it is a link to '{target}', which is in the source already.");
        else if (followed.Find(f => Contains(f.Target, target)) is { Link: { } holder })
            remarks.Add(
                $"'{link}' was left out: it is a link to '{target}', which is in the source already by '{holder}'.");
        else if (followed.Find(f => Contains(target, f.Target)) is { Link: { } held })
            remarks.Add($"'{link}' was left out: it is a link to '{target}', which holds what '{held}' leads to.");
        else
        {
            followed.Add((link, target));
            Visit(link, [.. above, target]);
        }
    }

    private static bool LeadsSomewhere(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true) is { Exists: true };
        }
        catch (IOException)
        {
            return false;                                                       // links that lead to each other
        }
    }

    private static bool Contains(string folder, string other) =>
        other == folder
        || other.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);

    /// <summary>A path without links.</summary>
    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(
            Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (new DirectoryInfo(real).LinkTarget is not null)
                real = RealPath(Directory.ResolveLinkTarget(real, returnFinalTarget: true)!.FullName);
        }
        return real;
    }
}
