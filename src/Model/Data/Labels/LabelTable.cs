using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Model.Data.Files;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Labels;

/// <summary>The class of every image of a source.</summary>
internal sealed class LabelTable
{
    public const string FromFolders = "folders";
    public const string None = "none";

    /// <summary>Above this, whole numbers are names and not classes' numbers.</summary>
    private const int MostClasses = 100_000;

    private readonly int?[] labels;
    private readonly string source;

    private LabelTable(int?[] labels, int classes, IReadOnlyList<string> names, string source)
    {
        (this.labels, this.source) = (labels, source);
        (Classes, Names) = (classes, names);
    }

    /// <summary>Number of classes; 0 without labels.</summary>
    public int Classes { get; }

    /// <summary>Names of the classes; empty where they are numbers.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Finds the labels of a source's images.</summary>
    /// <param name="files">The images.</param>
    /// <param name="labels"><c>folders</c>, <c>none</c>, the path of a JSON or CSV file, or null for folders where all images lie in at least two.</param>
    /// <exception cref="InvalidInputException">The file can't be read, or labels none of the images.</exception>
    public static LabelTable Of(IImageFiles files, string? labels)
    {
        if (labels == None)
            return Empty(files);
        if (labels is not (null or FromFolders))
            return OfFile(LabelFile.Read(labels).For(files.Names), $"it has no label in {labels}");
        var folders = Folders(files.Names);
        if (folders.All(f => f is not null) && folders.Distinct().Count() > 1)
            return OfNames(folders, "");
        return labels is null
            ? Empty(files)
            : throw new InvalidInputException($"The images of '{files.Place}' do not all lie in folders that could be their classes; put them into at least two, name a JSON or CSV file with --labels, or say --labels none.");
    }

    /// <summary>The class of one image.</summary>
    /// <exception cref="BadImageException">It has none, although the source has labels.</exception>
    public int Of(int index) => Classes == 0 ? 0 : labels[index] ?? throw new BadImageException(source);

    private static LabelTable Empty(IImageFiles files) => new(new int?[files.Names.Count], 0, [], "");

    /// <summary>The folder below those that all images share; null for an image that lies in none.</summary>
    private static string?[] Folders(IReadOnlyList<string> names)
    {
        var parts = names.Select(n => n.Split('/')).ToArray();
        var shared = 0;
        while (parts.All(p => p.Length > shared + 1 && p[shared] == parts[0][shared]))
            shared++;
        return [.. parts.Select(p => p.Length > shared + 1 ? p[shared] : null)];
    }

    /// <summary>Where all labels are whole numbers, those are the classes.</summary>
    private static LabelTable OfFile(IReadOnlyList<string?> texts, string missing)
    {
        if (texts.Any(text => text is not null && Number(text) is null))
            return OfNames(texts, missing);
        int?[] numbers = [.. texts.Select(text => text is null ? null : Number(text))];
        return new LabelTable(numbers, numbers.Max()!.Value + 1, [], missing);
    }

    /// <summary>Classes are numbered in the ordinal order of their names.</summary>
    private static LabelTable OfNames(IReadOnlyList<string?> texts, string missing)
    {
        var present = texts.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        var places = present.Select((name, at) => (name, at)).ToDictionary(p => p.name, p => p.at);
        return new LabelTable([.. texts.Select(t => t is null ? (int?)null : places[t])], present.Length, present, missing);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostClasses ? number : null;
}
