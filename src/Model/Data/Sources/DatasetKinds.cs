using System.Collections.Immutable;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data.Sources.TfRecords;

namespace PgGanLab.Model.Data.Sources;

/// <summary>Everything that datasets can be made from.</summary>
public static class DatasetKinds
{
    /// <summary>All kinds, the most general first.</summary>
    public static ImmutableArray<DatasetKind> All { get; } =
    [
        new("folder", "a folder or zip of images (JPEG, PNG, WebP, TIFF, GIF, AVIF)", true,
            ["resolution", "channels", "labels", "labelColumn", "split", "framing", "filter",
                "background", "mostPixels"],
            EncodedImages.Open),
        new("mnist", "MNIST's idx files, plain or gzipped", true, [], (path, _) => MnistImages.Read(path, [])),
        new("fashion-mnist", "Fashion-MNIST's idx files, plain or gzipped", false, [], (path, _) =>
            MnistImages.Read(path, MnistImages.Clothes)),
        new("cifar10", "CIFAR-10's binary version, a folder or .tar.gz", true, [], (path, _) =>
            CifarImages.Read10(path)),
        new("cifar100", "CIFAR-100's binary version, a folder or .tar.gz", true, ["labels"], (path, options) =>
            CifarImages.Read100(path, options.Labels)),
        new("celeba", "CelebA's aligned images, a folder or zip; the official 128x128 crop", true,
            ["resolution", "channels", "labels", "labelColumn", "split", "filter", "mostPixels"],
            EncodedImages.OpenCeleba),
        new("celeba-hq", "CelebA-HQ, a folder or zip of 1024x1024 images", true,
            ["resolution", "channels", "labels", "labelColumn", "split", "filter", "mostPixels"],
            EncodedImages.OpenCelebaHq),
        new("tfrecords", "a folder of the official multi-resolution TFRecords, with their labels", true,
            ["resolution", "labels"], TfRecordImages.Open),
        new("synthetic", "images made of formulas, for benchmarks", false,
            ["resolution", "channels", "images", "classes"], (_, options) => new SyntheticImages(options)),
    ];

    /// <summary>The kind of that name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static DatasetKind Find(string name) => All.FirstOrDefault(k => k.Name == name)
        ?? throw new InvalidInputException(
            $"Unknown dataset kind '{name}'; it must be one of: {string.Join(", ", All.Select(k => k.Name))}.");

    /// <summary>The name of the kind that a request means.</summary>
    public static string Of(DatasetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Kind
            ?? (request.From is not null && All.All(k => k.Name != request.Name) ? "folder" : request.Name);
    }

    /// <summary>Opens a source.</summary>
    /// <param name="kind">Name of a kind.</param>
    /// <param name="path">A folder or file of this host; null or empty where the kind needs none.</param>
    /// <param name="options">Only those that the kind takes.</param>
    /// <exception cref="InvalidInputException">Unknown kind, a wrong option, or a source that is missing or damaged;
    /// one sentence.</exception>
    public static IImageSource Open(string kind, string? path, SourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var found = Find(kind);
        options.Check();
        if (found.NeedsPath && string.IsNullOrEmpty(path))
            throw new InvalidInputException($"Kind '{kind}' reads {found.Summary}; name it with --from.");
        if (options.Given().FirstOrDefault(name => !found.Takes.Contains(name)) is { } unknown)
            throw new InvalidInputException(
                $"Kind '{kind}' does not take '{unknown}'; "
                + $"{(found.Takes.IsEmpty ? "it takes no options" : $"it takes {string.Join(", ", found.Takes)}")}.");
        try
        {
            return found.Open(path ?? "", options);
        }
        catch (DatasetDamagedException e)
        {
            throw new InvalidInputException(e.Message, e);
        }
    }
}

/// <summary>A kind of source that datasets can be made from.</summary>
/// <param name="Name">Such as <c>folder</c>.</param>
/// <param name="Summary">What it reads, for lists.</param>
/// <param name="NeedsPath">Whether it reads something that the user names.</param>
/// <param name="Takes">Names of the options that it takes, in camelCase.</param>
/// <param name="Open">Opens a source: its path (empty where none is needed), its options.</param>
public sealed record DatasetKind(
    string Name, string Summary, bool NeedsPath, ImmutableArray<string> Takes,
    Func<string, SourceOptions, IImageSource> Open);
