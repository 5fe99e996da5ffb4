using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data.Files;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Labels;

/// <summary>The class of every image of a source, and which of its images are used.</summary>
internal sealed class LabelTable
{
    public const string FromFolders = "folders";
    public const string None = "none";

    private readonly string missing;
    private readonly IReadOnlyList<string?> labels;
    private readonly ClassNames classes;

    private LabelTable(IReadOnlyList<string?> labels, string missing, IReadOnlyList<string> remarks)
    {
        (this.labels, this.missing, Remarks) = (labels, missing, remarks);
        classes = ClassNames.Of(labels);
    }

    /// <summary>Names of the classes, which are those that occur; empty without labels.</summary>
    public IReadOnlyList<string> Names => classes.Names;

    /// <summary>What is worth a word, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Finds the labels of a source's images, and leaves out the images that are not asked for.</summary>
    /// <param name="files">All images of the source; what is returned owns them.</param>
    /// <param name="options">Labels, the label's column, the split.</param>
    /// <returns>The images that are used, and their labels.</returns>
    /// <exception cref="InvalidInputException">The label file can't be read, or labels none of the images; or there is
    /// no such split.</exception>
    public static (IImageFiles Files, LabelTable Labels) Of(IImageFiles files, SourceOptions options)
    {
        var layout = FolderLayout.Of(files.Names);
        var file = FileOf(files, layout, options.Labels, out var remarks);
        if (file is null && options.LabelColumn is not null)
            throw new InvalidInputException("labelColumn is for a file with labels; name that with --labels.");
        var used = layout.Images;
        var splitByFolder = file is null || layout.Splits is not null;
        if (options.Split is { } wanted && splitByFolder)
            (used, layout) = layout.Select(wanted, files);
        var chosen = SelectedFiles.Of(files, used);
        var given = file?.For(chosen.Names, options.LabelColumn, files.Names);
        remarks = [.. files.Remarks, .. layout.Remarks, .. remarks, .. given?.Remarks ?? []];
        if (file is null)
            return (chosen, OfFolders(chosen, layout, options.Labels, remarks));
        var texts = given is null ? new string?[chosen.Names.Count] : ClassNames.OneSpelling(given.Labels);
        if (options.Split is { } split && !splitByFolder)
        {
            var at = SplitWords.Rows(given?.Splits, split, chosen.Place);
            (chosen, texts) = (SelectedFiles.Of(chosen, at), [.. at.Select(i => texts[i])]);
        }
        if (given is not null && texts.All(text => text is null))
            throw new InvalidInputException($"Label file '{file.Place}' has no label for any of the images.");
        return (chosen, new LabelTable(texts, $"it has no label in {options.Labels ?? LabelSidecar.Name}", remarks));
    }

    /// <summary>The class of one image, 0 without labels.</summary>
    /// <exception cref="BadImageException">It has none, although the source has labels.</exception>
    public int Of(int index) =>
        Names.Count == 0 ? 0 : labels[index] is { } label ? classes[label] : throw new BadImageException(missing);

    /// <summary>
    /// The file that the user names, else the source's own; null where labels are the folders, or none.
    /// </summary>
    private static LabelFile? FileOf(
        IImageFiles files, FolderLayout layout, string? labels, out IReadOnlyList<string> remarks)
    {
        remarks = [];
        return labels switch
        {
            None or FromFolders => null,
            null => LabelSidecar.Find(files, layout.Shared, out remarks),
            _ => LabelFile.Read(labels),
        };
    }

    private static LabelTable OfFolders(
        IImageFiles files, FolderLayout layout, string? wanted, IReadOnlyList<string> remarks)
    {
        if (wanted == FromFolders)
            return layout.AreClasses ? new LabelTable(layout.Folders, "", remarks) : throw new InvalidInputException(
                $"The images of '{files.Place}' do not all lie in folders that could be their classes; "
                + "put them into at least two, name a JSON or CSV file with --labels, or say --labels none.");
        if (wanted is null && layout.AreClasses && !layout.AreShards)
            return new LabelTable(layout.Folders, "", remarks);
        if (wanted is null)
            remarks = [.. remarks, .. layout.WhyNoClasses];
        return new LabelTable(new string?[files.Names.Count], "", remarks);
    }
}
