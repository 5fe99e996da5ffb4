using System.Collections.Immutable;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Data;
using PgGanLab.Model.Export;
using TorchSharp;

namespace PgGanLab.Tools.Sources;

/// <summary>A lab's store directory and its datasets (docs/checkpoints.md says how they lie there).</summary>
/// <param name="store">The store directory.</param>
internal sealed class LabData(string store)
{
    private const string Description = "dataset.json";
    private readonly string folder = Path.Combine(store, "datasets");

    /// <summary>The store directory.</summary>
    public string Store => store;

    /// <summary>Opens a dataset.</summary>
    /// <param name="nameOrPath">Its name in the lab, or the path of its folder.</param>
    /// <exception cref="InvalidInputException">There is none of that name or path, or more than one content
    /// has the name.</exception>
    /// <exception cref="DatasetDamagedException">A file of it is missing or not what was stored.</exception>
    public ImageDataset Open(string nameOrPath)
    {
        if (File.Exists(Path.Combine(nameOrPath, Description)))
            return ImageDataset.Open(Path.GetFullPath(nameOrPath));
        var known = Known().ToList();
        var named = known.Where(d => d.Name == nameOrPath).Select(d => d.Path).ToList();
        if (named.Count > 1)
            throw new InvalidInputException(
                $"Dataset '{nameOrPath}' has several contents; name the folder of one: {string.Join(", ", named)}.");
        return named is [var one]
            ? ImageDataset.Open(one)
            : throw Unknown(nameOrPath, [.. known.Select(d => d.Name).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Opens the dataset with a content; null where it is not here.</summary>
    /// <param name="fingerprint">SHA-256 of its content.</param>
    public ImageDataset? WithContent(string fingerprint) =>
        Find(fingerprint) is { } path ? ImageDataset.Open(path) : null;

    /// <summary>
    /// Opens a generator. Where its file doesn't say which classes have an image, the dataset does that it was trained
    /// on, if that is here.
    /// </summary>
    /// <inheritdoc cref="LoadedGenerator.Open"/>
    public LoadedGenerator Generator(string path, torch.Device device) =>
        LoadedGenerator.Open(path, device, ClassesWithImages);

    /// <summary>
    /// Names of the classes of the dataset with a content; empty where it is not here, or where its classes are
    /// numbers.
    /// </summary>
    /// <param name="fingerprint">SHA-256 of its content; null: not known.</param>
    public IReadOnlyList<string> ClassNames(string? fingerprint) =>
        fingerprint is not null && Find(fingerprint) is { } path ? DatasetFolder.Read(path).Classes : [];

    /// <summary>Whether something is meant as a dataset rather than as a file.</summary>
    public static bool IsDataset(string nameOrPath) =>
        !File.Exists(nameOrPath) && !nameOrPath.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    private ImmutableArray<int> ClassesWithImages(string fingerprint)
    {
        using var dataset = WithContent(fingerprint);
        return dataset?.Classes ?? default;
    }

    private string? Find(string fingerprint) =>
        Known().FirstOrDefault(d => d.Path.EndsWith($"-{fingerprint[..12]}", StringComparison.Ordinal)).Path;

    private InvalidInputException Unknown(string name, string[] known) => new(known.Length == 0
        ? $"Unknown dataset '{name}': {folder} has none; "
            + "--data names a lab's data directory, or give the path of a dataset's folder."
        : $"Unknown dataset '{name}': {folder} has {string.Join(", ", known)}{NearestName.Question(name, known)}");

    /// <summary>Folders are named NAME-FINGERPRINT (12 digits).</summary>
    private IEnumerable<(string Name, string Path)> Known() =>
        from path in (Directory.Exists(folder) ? Directory.GetDirectories(folder) : []).Order(StringComparer.Ordinal)
        let name = Path.GetFileName(path)
        let dash = name.LastIndexOf('-')
        where dash > 0 && !name.StartsWith('.') && File.Exists(Path.Combine(path, Description))
        select (name[..dash], path);
}
