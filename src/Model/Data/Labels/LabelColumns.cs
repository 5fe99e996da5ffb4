using System.Globalization;

namespace PgGanLab.Model.Data.Labels;

/// <summary>Which columns of a label file hold the image, its label and its split.</summary>
/// <param name="Image">Place of the column that names the image.</param>
/// <param name="Label">Place of the column with its label; null where every other column but the split is a class, with
/// one 1 among zeros in each row.</param>
/// <param name="Split">Place of the column that says whether it is for training, validation or
/// tests; null: none.</param>
internal sealed record LabelColumns(int Image, int? Label, int? Split)
{
    /// <summary>Of columns that name equally many images, the first in this list counts.</summary>
    private static readonly string[] ImageNames =
    [
        "file", "filename", "file_name", "image", "path", "filepath", "file_path", "image_path", "image_name",
        "image_file", "image_id", "imageid", "img", "img_path", "img_name", "img_id", "name", "id",
    ];

    private static readonly string[] LabelNames =
    [
        "label", "class", "category", "target", "label_name", "class_name", "classname", "category_name", "labels",
        "class_label", "class_id", "classid", "label_id", "category_id", "target_id",
    ];

    private static readonly string[] SplitNames = ["split", "subset", "set", "partition", "fold", "data_set"];

    /// <summary>Whether a line's fields are names of columns: one for the image and one for its label.</summary>
    public static bool IsHeader(string?[] fields)
    {
        string[] names = [.. fields.Select(field => Plain(field ?? ""))];
        return names.Any(ImageNames.Contains) && names.Any(LabelNames.Contains);
    }

    /// <param name="table">The label file.</param>
    /// <param name="wanted">The label's column by name or number, where the user says so.</param>
    /// <param name="named">What the column of that place names of the source.</param>
    /// <exception cref="FormatException">It isn't clear; one clause lists the columns.</exception>
    public static LabelColumns Choose(LabelRows table, string? wanted, Func<int, NamedImages> named)
    {
        string[] names = [.. table.Columns.Select(Plain)];
        var label = wanted is null ? (int?)null : Wanted(table, names, wanted);
        var image = FindImage(table, names, label, named);
        var split = Find(names, SplitNames).Where(at => at != image && at != label).Select(at => (int?)at)
            .FirstOrDefault();
        var hasLabel = table.HasHeader && Find(names, LabelNames).Any(at => at != image);
        if (label is null && (hasLabel || !IsOneHot(table, image, split)))
            label = FindLabel(table, names, image);
        return new LabelColumns(image, label, split);
    }

    private static int Wanted(LabelRows table, string[] names, string wanted)
    {
        var at = table.Columns.ToList().IndexOf(wanted);
        if (at < 0)
            at = Array.IndexOf(names, Plain(wanted));
        if (at < 0 && int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= names.Length)
            at = number - 1;
        return at >= 0 ? at : throw new FormatException($"{table.Recognised}, and has no column '{wanted}'");
    }

    /// <summary>
    /// The column that names the most images. One called after labels is the last choice: numbers of classes may be
    /// names of images too.
    /// </summary>
    private static int FindImage(LabelRows table, string[] names, int? label, Func<int, NamedImages> named)
    {
        int[] known = table.HasHeader ? [.. Find(names, ImageNames).Where(at => at != label)] : [];
        var fitting = known.Concat(Enumerable.Range(0, names.Length).Except(known))
            .Where(at => at != label).Select(at => (at, named: named(at))).Where(c => c.named.Count > 0)
            .OrderBy(c => table.HasHeader && LabelNames.Contains(names[c.at]))
            .ThenByDescending(c => c.named.Count).ThenByDescending(c => c.named.WithEnding).ToArray();
        if (fitting.Length > 0)
            return fitting[0].at;
        return known.Length > 0 ? known[0]
            : !table.HasHeader && names.Length > 1 ? (label == 0 ? 1 : 0)
            : throw new FormatException(
                $"{table.Recognised}; none of them names the images, as a column called file, image or id would");
    }

    private static int FindLabel(LabelRows table, string[] names, int image)
    {
        if (!table.HasHeader)
            return names.Length == 2 ? 1 - image : throw Unclear(table);
        int[] named = [.. Find(names, LabelNames).Where(at => at != image)];
        return named.Length > 0 && named.All(at => SaysTheSame(table, named[0], at)) ? named[0] : throw Unclear(table);
    }

    private static FormatException Unclear(LabelRows table) =>
        new($"{table.Recognised}; which of them holds the label is not clear, so name it with --label-column");

    /// <summary>Whether two columns part the rows alike, as a class's name and its number do.</summary>
    private static bool SaysTheSame(LabelRows table, int one, int other)
    {
        var (forth, back) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var row in table.Rows)
        {
            var (a, b) = (row[one] ?? "", row[other] ?? "");
            if ((!forth.TryAdd(a, b) && forth[a] != b) || (!back.TryAdd(b, a) && back[b] != a))
                return false;
        }
        return true;
    }

    /// <summary>Whether every row has one 1 among zeros beside the image's name and the split.</summary>
    private static bool IsOneHot(LabelRows table, int image, int? split) =>
        table.HasHeader && table.Columns.Count > (split is null ? 2 : 3) && table.Rows.Count > 0
        && table.Rows.All(row => HotColumn(row, table.Columns.Count, image, split) is not null);

    /// <summary>The column of a row with the 1; null where it is not one 1 among zeros.</summary>
    public static int? HotColumn(LabelRow row, int columns, int image, int? split)
    {
        int? hot = null;
        for (var at = 0; at < columns; at++)
        {
            if (at == image || at == split || row[at] is "0" or "0.0")
                continue;
            if (row[at] is not ("1" or "1.0") || hot is not null)
                return null;
            hot = at;
        }
        return hot;
    }

    private static IEnumerable<int> Find(string[] names, string[] known) =>
        known.Select(name => Array.IndexOf(names, name)).Where(at => at >= 0);

    /// <summary>A column's name without case, with one kind of word break.</summary>
    private static string Plain(string name) =>
        name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_').Replace('.', '_');
}

/// <summary>What a column names of a source.</summary>
/// <param name="Count">How many of its images, each once.</param>
/// <param name="WithEnding">How many cells name one with the ending of an image.</param>
internal readonly record struct NamedImages(int Count, int WithEnding);
