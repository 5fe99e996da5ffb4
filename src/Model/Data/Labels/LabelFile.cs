using PgGanLab.Growth;

namespace PgGanLab.Model.Data.Labels;

/// <summary>A file that says which label each image has: JSON (<see cref="LabelJson"/>) or CSV (<see cref="LabelCsv"/>).</summary>
internal sealed class LabelFile
{
    private readonly string path;
    private readonly Dictionary<string, string> labels = [];

    /// <summary>By the last part of the path, for files that name images without their folders; null where several images have that name.</summary>
    private readonly Dictionary<string, string?> byFileName = [];

    private LabelFile(string path, IEnumerable<(string Image, string Label)> rows)
    {
        this.path = path;
        foreach (var (image, label) in rows)
        {
            var name = image.Replace('\\', '/').TrimStart('.', '/');
            if (labels.TryGetValue(name, out var other) && other != label)
                throw new InvalidInputException($"Label file '{path}' gives {image} two labels, '{other}' and '{label}'.");
            labels[name] = label;
            var last = FileName(name);
            byFileName[last] = byFileName.TryGetValue(last, out var same) && same != label ? null : label;
        }
    }

    /// <exception cref="InvalidInputException">It can't be read, or is neither.</exception>
    public static LabelFile Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var json = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
            return new LabelFile(path, json ? LabelJson.Read(text) : LabelCsv.Read(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Label file '{path}' can't be read: {e.Message}", e);
        }
        catch (FormatException e)
        {
            throw new InvalidInputException($"Label file '{path}' is of no known form: {e.Message}.", e);
        }
    }

    /// <summary>The label of each image; null where the file has none.</summary>
    /// <exception cref="InvalidInputException">It has none for any of them.</exception>
    public IReadOnlyList<string?> For(IReadOnlyList<string> images)
    {
        string?[] found = [.. images.Select(i => labels.GetValueOrDefault(i) ?? byFileName.GetValueOrDefault(FileName(i)))];
        return found.Any(label => label is not null)
            ? found
            : throw new InvalidInputException($"Label file '{path}' names none of the images; it names {labels.Count} others{(labels.Count > 0 ? $" such as {labels.Keys.First()}" : "")}, the first image is {images[0]}.");
    }

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
