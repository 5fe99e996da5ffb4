using System.Globalization;
using System.Text.RegularExpressions;

namespace PgGanLab.Model.Data.Files;

/// <summary>
/// What the folders of a source mean, from the root down: folders that all images share say nothing; <c>train</c> and
/// <c>val</c>, and what lies beside two such, are splits; beside <c>images</c>, <c>masks</c> holds no images of the
/// data set; the folders below are classes, or numbered shards.
/// </summary>
internal sealed partial record FolderLayout
{
    private static readonly HashSet<string> ImageWords =
        new(StringComparer.OrdinalIgnoreCase) { "images", "image", "imgs", "img", "JPEGImages" };

    private static readonly HashSet<string> OtherWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "masks", "mask", "labels", "label", "annotations", "annotation", "segmentation", "segmentations",
        "SegmentationClass", "SegmentationObject", "gt", "groundtruth", "ground_truth", "depth", "thumbs", "thumbnails",
    };

    /// <summary>Which images of the source are images of the data set.</summary>
    public required IReadOnlyList<int> Images { get; init; }

    /// <summary>Folders that all images share, from the root.</summary>
    public required IReadOnlyList<string> Shared { get; init; }

    /// <summary>The split of each of <see cref="Images"/>; null where there are none.</summary>
    public required IReadOnlyList<string?>? Splits { get; init; }

    /// <summary>
    /// The folder of each of <see cref="Images"/> that could be its class; null for an image that lies in none.
    /// </summary>
    public required IReadOnlyList<string?> Folders { get; init; }

    /// <summary>
    /// Whether the folders are classes: every image lies in one, and there are several, or one below several splits.
    /// </summary>
    public required bool AreClasses { get; init; }

    /// <summary>Whether the folders only keep files apart, as in StyleGAN's archives and FFHQ.</summary>
    public required bool AreShards { get; init; }

    /// <summary>What is worth a word, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Below how many folders <see cref="Splits"/> are; -1 where there are none.</summary>
    private int SplitLevel { get; init; } = -1;

    /// <summary>Why folders that are there are no classes; empty where that needs no word.</summary>
    public required IReadOnlyList<string> WhyNoClasses { get; init; }

    /// <param name="names">Paths of the images in the source, with <c>/</c>.</param>
    public static FolderLayout Of(IReadOnlyList<string> names) =>
        Of(names, [.. Enumerable.Range(0, names.Count)], taken: null);

    /// <summary>The images of one split, and what the folders mean for these.</summary>
    /// <exception cref="Growth.InvalidInputException">There is no such split.</exception>
    public (IReadOnlyList<int> Images, FolderLayout Layout) Select(string split, IImageFiles files)
    {
        int[] chosen = [.. SplitWords.Rows(Splits, split, files.Place).Select(at => Images[at])];
        var layout = Of(files.Names, chosen, Splits!.Distinct().Count() > 1 ? SplitLevel : null);
        return (layout.Images, layout with { Remarks = [.. Remarks.Except(layout.Remarks), .. layout.Remarks] });
    }

    /// <param name="names">Paths of all images in the source.</param>
    /// <param name="images">Which of them are meant.</param>
    /// <param name="taken">The level of several splits, where the images are those of one; else null.</param>
    private static FolderLayout Of(IReadOnlyList<string> names, int[] images, int? taken)
    {
        var oneOfSplits = taken is not null;
        var parts = names.Select(name => name.Split('/')).ToArray();
        var (level, shared, splitLevel, sole) = (0, -1, -1, -1);
        var remarks = new List<string>();
        for (; ; level++)
        {
            string?[] folders = [.. images.Select(i => Folder(parts[i], level))];
            string[] present =
                [.. folders.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (present.Length == 0 || folders.Any(folder => folder is null))
                break;
            string[] words = [.. present.Where(SplitWords.IsSplit)];
            if (splitLevel < 0 && (level == taken || words.Length > 1 || words.Length == present.Length))
            {
                splitLevel = level;
                oneOfSplits |= present.Length > 1;
                remarks.AddRange(present.Except(words).Where(_ => level != taken).Select(other =>
                    $"{other} counts as a split, as it lies beside {string.Join(" and ", words)}."));
            }
            else if (present.Length == 1 && oneOfSplits && !ImageWords.Contains(present[0]))
                sole = sole < 0 ? level : sole;
            else if (present.Length > 1 && present.Any(ImageWords.Contains)
                && present.All(f => ImageWords.Contains(f) || OtherWords.Contains(f)))
            {
                string[] other = [.. present.Where(OtherWords.Contains)];
                images = [.. images.Where(i => ImageWords.Contains(Folder(parts[i], level)!))];
                remarks.AddRange(other.Length == 0
                    ? []
                    : [$"Images in {string.Join(" and ", other)} were left out, "
                        + $"as they lie beside {string.Join(" and ", present.Except(other))}."]);
            }
            else if (present.Length > 1)
                break;
            if (present.Length > 1 && shared < 0)
                shared = level;
        }
        return Below(parts, images, level, sole) with
        {
            Shared = parts.Length == 0 ? [] : [.. parts[images[0]].Take(shared < 0 ? level : shared)],
            Splits = splitLevel < 0 ? null : [.. images.Select(i => parts[i][splitLevel])],
            SplitLevel = splitLevel,
            Remarks = remarks,
        };
    }

    /// <summary>
    /// What the folders of one level mean as classes; where they are none, those of the level <paramref name="sole"/>.
    /// </summary>
    private static FolderLayout Below(string[][] parts, int[] images, int level, int sole)
    {
        string?[] folders = [.. images.Select(i => Folder(parts[i], level))];
        string[] present = [.. folders.OfType<string>().Distinct(StringComparer.Ordinal)];
        var all = folders.All(folder => folder is not null);
        if (!(all && present.Length > 1) && sole >= 0)
            return Below(parts, images, sole, -1) with { AreClasses = true, WhyNoClasses = [] };
        var shards = all && present.Length > 1
            && NumberedShards([.. images.Select(i => (Folder(parts[i], level)!, parts[i][^1]))]);
        var loose = images.Where((_, at) => folders[at] is null).Select(i => string.Join('/', parts[i])).ToArray();
        string[] why = shards
            ? ["The numbered folders are shards of one data set, not classes; --labels folders makes classes of them."]
            : !all && present.Length > 1
            ? [$"The folders are no classes, as {(loose.Length == 1 ? "an image lies" : $"{loose.Length} images lie")} "
                + $"beside them: {loose[0]}."]
            : [];
        return new FolderLayout
        {
            Images = images,
            Shared = [],
            Splits = null,
            Folders = folders,
            AreClasses = all && present.Length > 1,
            AreShards = shards,
            WhyNoClasses = why,
        };
    }

    /// <summary>
    /// Whether folders are numbered with five digits or more and the files' own numbers go on from one to the next: in
    /// classes they begin anew. Source: stylegan3's dataset_tool.py (<c>00003/img00003012.png</c>); FFHQ
    /// (<c>03000/03012.png</c>).
    /// </summary>
    private static bool NumberedShards(IReadOnlyList<(string Folder, string File)> images)
    {
        var length = images[0].Folder.Length;
        if (length < 5 || images.Any(i => i.Folder.Length != length || !i.Folder.All(char.IsAsciiDigit)))
            return false;
        var last = decimal.MinusOne;
        foreach (var shard in images.GroupBy(i => i.Folder).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            decimal?[] numbers = [.. shard.Select(i => Number(i.File))];
            if (numbers.Any(number => number is null || number <= last))
                return false;
            last = numbers.Max()!.Value;
        }
        return true;
    }

    /// <summary>The number that a file's name ends with.</summary>
    private static decimal? Number(string file) => TrailingDigits().Match(file) is { Success: true } match
        ? decimal.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string? Folder(string[] parts, int level) => parts.Length > level + 1 ? parts[level] : null;

    [GeneratedRegex(@"(\d{1,20})\.[^.]*$", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingDigits();
}
