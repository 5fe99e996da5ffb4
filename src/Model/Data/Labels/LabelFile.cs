using PgGanLab.Growth;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data.Labels;

/// <summary>A file that says which label each image has (<see cref="LabelText"/>).</summary>
internal sealed class LabelFile
{
    private readonly string text;

    private LabelFile(string place, byte[] bytes) =>
        (Place, text) = (place, Guarded(place, () => LabelText.Decode(bytes)));

    /// <summary>What it is called in sentences.</summary>
    public string Place { get; }

    /// <exception cref="InvalidInputException">It can't be read, or holds no text.</exception>
    public static LabelFile Read(string path)
    {
        try
        {
            return new LabelFile(path, RegularFile.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Label file '{path}' can't be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <param name="place">What it is called in sentences.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="InvalidInputException">It holds no text.</exception>
    public static LabelFile Of(string place, byte[] bytes) => new(place, bytes);

    /// <summary>Whether it is what StyleGAN's tools write.</summary>
    public bool IsStyleGan => LabelJson.IsStyleGan(text);

    /// <summary>What it says of each image; null where it says that there are no classes.</summary>
    /// <param name="images">Paths of the images that are used.</param>
    /// <param name="column">The label's column by name or number; null: found by its name.</param>
    /// <param name="source">Paths of all images of the source.</param>
    /// <exception cref="InvalidInputException">It is of no known form, or has a label for none
    /// of the images.</exception>
    public ImageLabels? For(
        IReadOnlyList<string> images, string? column, IReadOnlyList<string> source) => Guarded(Place, () =>
    {
        var lookup = new ImageLookup(images);
        if (LabelText.Parse(text, lookup.Knows) is not { } table)
            return null;
        var columns = LabelColumns.Choose(table, column, at => Named(lookup, table, at));
        CheckCells(table, columns);
        var found = lookup.FindAll([.. table.Rows.Select(row => row[columns.Image])]);
        if (found.All(at => at == -1))
            throw new InvalidInputException(
                $"Label file '{Place}' names none of the images; "
                + $"{Others(table, columns)}, the first image is {images[0]}.");
        var labels = Match(table, columns, found, images);
        return Strangers(table, columns, found, images.Count == source.Count ? null : new ImageLookup(source)) is
            var strangers and > 0
            ? labels with
            {
                Remarks = [$"{strangers} of the {found.Length} rows of {Place} name no image of the source."],
            }
            : labels;
    });

    /// <summary>How many rows name no image, nor one that another split of the source has.</summary>
    private static int Strangers(LabelRows table, LabelColumns columns, int[] found, ImageLookup? source)
    {
        var anywhere = source?.FindAll([.. table.Rows.Select(row => row[columns.Image])]) ?? found;
        return Enumerable.Range(0, found.Length).Count(i => found[i] == -1 && anywhere[i] == -1);
    }

    /// <summary>What a column's first cells name.</summary>
    private static NamedImages Named(ImageLookup lookup, LabelRows table, int column)
    {
        string?[] cells = [.. table.Rows.Take(1000).Select(row => row[column])];
        var found = lookup.FindAll(cells);
        return new NamedImages(
            found.Where(at => at != -1).Distinct().Count(),
            cells.Where((cell, i) => found[i] != -1 && ImageDecoder.IsImageName(cell!)).Count());
    }

    private ImageLabels Match(LabelRows table, LabelColumns columns, int[] found, IReadOnlyList<string> images)
    {
        var (labels, splits, seen) = (new string?[images.Count],
            columns.Split is null ? null : new string?[images.Count], new bool[images.Count]);
        for (var i = 0; i < found.Length; i++)
        {
            var row = table.Rows[i];
            var at = found[i];
            if (at == ImageLookup.Several)
                throw new InvalidInputException(
                    $"Label file '{Place}' names {row[columns.Image]}, which several images are called; "
                    + "name each by its path.");
            if (at < 0)
                continue;
            var label = columns.Label is { } place
                ? LabelCell.Read(row[place])
                : table.Columns[LabelColumns.HotColumn(row, table.Columns.Count, columns.Image, columns.Split)!.Value];
            if (seen[at] && labels[at] != label)
                throw new InvalidInputException(
                    $"Label file '{Place}' gives {row[columns.Image]} two labels, '{labels[at]}' and '{label}'.");
            (labels[at], seen[at]) = (label, true);
            if (splits is not null)
                splits[at] = LabelCell.Read(row[columns.Split!.Value]);
        }
        return new ImageLabels(labels, splits, []);
    }

    private static void CheckCells(LabelRows table, LabelColumns columns)
    {
        var needed = Math.Max(columns.Image, columns.Label ?? 0) + 1;
        if (table.Rows.FirstOrDefault(row => row.Cells.Length < needed) is { Cells: { } cells } row)
            throw new FormatException(
                $"line {row.Line} has {cells.Length} {(cells.Length == 1 ? "field" : "fields")}, "
                + "fewer than needed for a file and its label");
    }

    private static string Others(LabelRows table, LabelColumns columns)
    {
        var first = table.Rows.Select(row => row[columns.Image])
            .FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));
        return first is null ? "it names no file"
            : table.Rows.Count == 1 ? $"it names {first}"
            : $"it names {table.Rows.Count} others such as {first}";
    }

    private static T Guarded<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            var recognised = e.Message.StartsWith("is ", StringComparison.Ordinal);
            throw new InvalidInputException(recognised
                ? $"Label file '{place}' {e.Message}."
                : $"Label file '{place}' is of no known form: {e.Message}.", e);
        }
    }
}

/// <summary>What a label file says of each image of a source.</summary>
/// <param name="Labels">[N], null where an image has none.</param>
/// <param name="Splits">[N], such as <c>train</c>; null where the file has no such column.</param>
/// <param name="Remarks">What is worth a word, a sentence each.</param>
internal sealed record ImageLabels(
    IReadOnlyList<string?> Labels, IReadOnlyList<string?>? Splits, IReadOnlyList<string> Remarks);
