using System.Collections.Immutable;

namespace PgGanLab.Dashboard.Components.Datasets;

/// <summary>One option of the form that makes a dataset.</summary>
/// <param name="Name">Its name in <see cref="Growth.Datasets.DatasetRequest"/>, in camelCase.</param>
/// <param name="Label">What the form calls it.</param>
/// <param name="Otherwise">What happens when it is left alone.</param>
/// <param name="Choices">What can be chosen; empty where it is typed.</param>
public sealed record DatasetOption(string Name, string Label, string Otherwise, ImmutableArray<string> Choices)
{
    public static ImmutableArray<DatasetOption> All { get; } =
    [
        new("resolution", "Resolution", "what most images reach",
            ["4", "8", "16", "32", "64", "128", "256", "512", "1024"]),
        new("channels", "Channels", "1 where all are grey, else 3", ["1", "3", "4"]),
        new("labels", "Labels", "folders where all images lie in some", []),
        new("labelColumn", "Column of the label", "the one called label, class, …", []),
        new("split", "Split", "all images", []),
        new("framing", "Framing", "crop the middle", ["crop", "fit"]),
        new("filter", "Resizing", "area", ["area", "lanczos"]),
        new("background", "Background", "white", []),
        new("mostPixels", "Most pixels of an image", "100,000,000", []),
        new("images", "Images", "10,000", []),
        new("classes", "Classes", "10", []),
    ];

    /// <summary>What damaged images do; every kind takes it.</summary>
    public static DatasetOption OnDamaged { get; } = new(
        "onDamaged", "Damaged images", "fail: no dataset", ["fail", "skip"]);
}
