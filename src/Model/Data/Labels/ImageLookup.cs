using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Labels;

/// <summary>
/// Finds the image that a label file means. A path means that path, from the source's root or below the folders that
/// all images share or that all of the file's paths share. A name alone means the image in the root, else the only one
/// of that name. Endings may be left out or differ.
/// </summary>
internal sealed class ImageLookup
{
    /// <summary>In place of an image's number where several have the name.</summary>
    public const int Several = -2;

    private const int None = -1;

    private readonly Dictionary<string, int> paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> pathsWithoutEnding = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> namesWithoutEnding = new(StringComparer.Ordinal);
    private readonly List<string> shared;

    /// <param name="images">Paths of the images in the source, with <c>/</c>.</param>
    public ImageLookup(IReadOnlyList<string> images)
    {
        for (var i = 0; i < images.Count; i++)
        {
            Add(paths, images[i], i);
            Add(pathsWithoutEnding, WithoutEnding(images[i]), i);
            Add(names, FileName(images[i]), i);
            Add(namesWithoutEnding, WithoutEnding(FileName(images[i])), i);
        }
        shared = SharedFolders(images);
    }

    /// <summary>Whether a text is, or could be, the name of an image.</summary>
    public bool Knows(string text) => ImageDecoder.IsImageName(text) || Find(Plain(text)) != None;

    /// <summary>The image of each text: its number, -1 for none, <see cref="Several"/> for more than one.</summary>
    public int[] FindAll(IReadOnlyList<string?> texts)
    {
        string?[] plain = [.. texts.Select(text => string.IsNullOrWhiteSpace(text) ? null : Plain(text))];
        var known = SharedFolders(
            [.. plain.OfType<string>().Where(path => path.Contains('/', StringComparison.Ordinal))]);
        foreach (var (below, above) in from below in Enumerable.Range(0, known.Count + 1)
                                       from above in Enumerable.Range(0, shared.Count + 1)
                                           // both would put the images' folders in place of the file's
                                       where below == 0 || above == 0
                                       orderby below + above
                                       select (known.Take(below).Sum(f => f.Length + 1),
                                           string.Concat(shared.Take(above).Select(f => $"{f}/"))))
        {
            int[] found = [.. plain.Select(path => path is null ? None
                : path.Contains('/', StringComparison.Ordinal) ? Path($"{above}{path[below..]}")
                : Find(path))];
            if (found.Any(at => at != None))
                return found;
        }
        return [.. texts.Select(_ => None)];
    }

    /// <summary>The folders that all paths begin with.</summary>
    private static List<string> SharedFolders(IReadOnlyList<string> all)
    {
        var found = new List<string>();
        string[] first = all.Count == 0 ? [] : all[0].Split('/');
        for (var start = 0; found.Count < first.Length - 1;)
        {
            var folder = $"{first[found.Count]}/";
            if (all.Any(path => string.CompareOrdinal(path, start, folder, 0, folder.Length) != 0))
                break;
            start += folder.Length;
            found.Add(first[found.Count]);
        }
        return found;
    }

    private int Find(string path)
    {
        var found = Path(path);
        if (found != None || path.Contains('/', StringComparison.Ordinal))
            return found;
        return names.TryGetValue(path, out var named)
            ? named
            : namesWithoutEnding.GetValueOrDefault(WithoutEnding(path), None);
    }

    private int Path(string path) =>
        paths.TryGetValue(path, out var at) ? at : pathsWithoutEnding.GetValueOrDefault(WithoutEnding(path), None);

    private static void Add(Dictionary<string, int> places, string name, int at)
    {
        if (!places.TryAdd(name, at))
            places[name] = Several;
    }

    private static string Plain(string text)
    {
        var path = text.Trim().Replace('\\', '/');
        while (path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith('/'))
            path = path[(path.IndexOf('/') + 1)..];
        return path;
    }

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string WithoutEnding(string path) =>
        ImageDecoder.IsImageName(path) ? path[..path.LastIndexOf('.')] : path;
}
