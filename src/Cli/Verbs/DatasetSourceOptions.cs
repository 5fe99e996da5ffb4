using System.CommandLine;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Cli.Verbs;

/// <summary>The options of <c>lab dataset create</c> that say what a dataset is made of. The lab checks them.</summary>
internal sealed class DatasetSourceOptions
{
    /// <summary>Words for <c>--labels</c> that name no file.</summary>
    private static readonly string[] LabelWords = ["folders", "none", "fine", "coarse"];

    private readonly Option<string> kind = new("--kind")
    {
        Description =
            "folder (also a zip; the default), mnist, fashion-mnist, cifar10, cifar100, celeba, celeba-hq, "
            + "tfrecords or synthetic.",
        HelpName = "KIND",
    };

    private readonly Option<string> from =
        new("--from") { Description = "The folder or file, on the lab's host.", HelpName = "PATH" };
    private readonly Option<int?> resolution = new("--resolution")
    {
        Description = "Pixels of a side, a power of two from 4 to 1024; without it what most images reach.",
        HelpName = "R"
    };
    private readonly Option<int?> channels = new("--channels")
    {
        Description = "1 (grey), 3 (RGB) or 4 (RGB and alpha); without it 1 where all images are grey, else 3.",
        HelpName = "C"
    };
    private readonly Option<string> labels = new("--labels")
    {
        Description = "folders, none, or a file: JSON, JSON lines, CSV or the like; for cifar100 fine or coarse.",
        HelpName = "LABELS"
    };
    private readonly Option<string> labelColumn = new("--label-column")
    {
        Description = "The column of the label file that holds the label, where its name doesn't say so.",
        HelpName = "NAME"
    };
    private readonly Option<string> split = new("--split")
    {
        Description =
            "Take the images of one split alone, such as train: a folder, or a word in the label file's column split.",
        HelpName = "NAME"
    };
    private readonly Option<string> framing = new("--framing")
    {
        Description = "crop (the largest square in the middle) or fit (all of the image on the background).",
        HelpName = "FRAMING"
    };
    private readonly Option<string> filter =
        new("--filter") { Description = "area (the default) or lanczos.", HelpName = "FILTER" };
    private readonly Option<string> background = new("--background")
    {
        Description = "What shows through: white (the default), black or #rrggbb.",
        HelpName = "COLOUR"
    };
    private readonly Option<string> onDamaged = new("--on-damaged")
    {
        Description = "What damaged images do: fail (the default: no dataset) or skip (leave them out).",
        HelpName = "WHAT"
    };
    private readonly Option<long?> mostPixels = new("--max-pixels")
    {
        Description = "Images of more pixels count as damaged, by their header; 100,000,000.",
        HelpName = "N"
    };
    private readonly Option<int?> images = new("--images") { Description = "synthetic: how many.", HelpName = "N" };
    private readonly Option<int?> classes =
        new("--classes") { Description = "synthetic: how many classes.", HelpName = "N" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[kind, from, resolution, channels, labels, labelColumn, split, framing, filter,
            background, onDamaged, mostPixels, images, classes])
            command.Options.Add(option);
    }

    /// <param name="name">The dataset's.</param>
    /// <param name="arguments">What was typed.</param>
    /// <param name="isHere">Whether the lab sees the same files, so that paths may be relative.</param>
    public DatasetRequest Request(string name, ParseResult arguments, bool isHere) => new(
        name, arguments.GetValue(kind))
    {
        From = arguments.GetValue(from) is { } path ? Full(path, isHere) : null,
        Resolution = arguments.GetValue(resolution),
        Channels = arguments.GetValue(channels),
        Labels = arguments.GetValue(labels) is { } given && !LabelWords.Contains(given)
            ? Full(given, isHere)
            : arguments.GetValue(labels),
        LabelColumn = arguments.GetValue(labelColumn),
        Split = arguments.GetValue(split),
        Framing = arguments.GetValue(framing),
        Filter = arguments.GetValue(filter),
        Background = arguments.GetValue(background),
        OnDamaged = arguments.GetValue(onDamaged),
        MostPixels = arguments.GetValue(mostPixels),
        Images = arguments.GetValue(images),
        Classes = arguments.GetValue(classes),
    };

    /// <exception cref="LabException">The lab is elsewhere and the path is relative.</exception>
    private static string Full(string path, bool isHere) => isHere ? Path.GetFullPath(path)
        : Path.IsPathRooted(path) ? path
            : throw new LabException(
                $"'{path}' is relative, but the lab runs on another host; name the whole path there.");
}
