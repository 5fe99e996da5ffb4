using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Sources.TfRecords;

/// <summary>
/// The official multi-resolution dataset: <c>NAME-r02.tfrecords</c> (4x4) to <c>NAME-r10.tfrecords</c>
/// (1024x1024), and labels in
/// <c>NAME-rxx.labels</c>. The file of the resolution that is wanted is read; smaller ones must have as many records
/// and are computed anew, by the same means. Source: official dataset_tool.py, <c>TFRecordExporter</c>.
/// </summary>
internal sealed partial class TfRecordImages : IImageSource
{
    private readonly TfRecordFile file;
    private readonly NpyLabels? labels;

    private TfRecordImages(TfRecordFile file, NpyLabels? labels, int resolution)
    {
        (this.file, this.labels, Resolution) = (file, labels, resolution);
        var shape = FirstShape(file);
        Channels = shape is [1 or 3 or 4, ..]
            ? (int)shape[0]
            : throw new DatasetDamagedException(
                $"The images of '{file.Path}' can't be used; they must have 1, 3 or 4 channels.");
    }

    public int Resolution { get; }

    public int Channels { get; }

    public int Count => file.Count;

    public int Labels => labels?.Classes ?? 0;

    /// <param name="folder">The folder with all files.</param>
    /// <param name="options">Resolution: one of those that have a file; without it the largest. Labels:
    /// <c>none</c> leaves them out.</param>
    /// <exception cref="InvalidInputException">There are no such files, or an option is wrong.</exception>
    /// <exception cref="DatasetDamagedException">A file is damaged, or the files do not belong together.</exception>
    public static TfRecordImages Open(string folder, SourceOptions options)
    {
        var paths = Find(folder);
        var resolution = options.Resolution ?? paths.Keys.Max();
        if (!paths.TryGetValue(resolution, out var path))
            throw new InvalidInputException(
                $"resolution is {resolution}; '{folder}' has {string.Join(", ", paths.Keys.Order())}.");
        if (options.Labels is not (null or "none"))
            throw new InvalidInputException(
                $"labels is '{options.Labels}'; TFRecords come with their own, leave it out or say none.");
        var file = TfRecordFile.Open(path);
        try
        {
            CheckSmaller(paths.Where(p => p.Key < resolution).Select(p => p.Value), file);
            return new TfRecordImages(file, options.Labels is null ? ReadLabels(folder, file.Count) : null, resolution);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public int Read(int index, Span<byte> pixels)
    {
        try
        {
            var image = TfImage.Read(file.Read(index));
            if (image.Shape[0] != Channels || image.Shape[1] != Resolution || image.Shape[2] != Resolution)
                throw new BadImageException(
                    $"it is {string.Join('x', image.Shape)}, not {Channels}x{Resolution}x{Resolution}");
            image.Data.Span.CopyTo(pixels);
            return labels?.Labels[index] ?? 0;
        }
        catch (BadImageException e)
        {
            throw new DamagedImageException(
                new DamagedImage($"{Path.GetFileName(file.Path)}, record {index}", e.Message), e);
        }
    }

    public void Dispose() => file.Dispose();

    private static Dictionary<int, string> Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidInputException($"There is no folder '{folder}' on the lab's host.");
        var found = Directory.EnumerateFiles(folder, "*.tfrecords")
            .Select(path => (Match: Name().Match(Path.GetFileName(path)), path)).Where(f => f.Match.Success).ToArray();
        if (found.Length == 0)
            throw new InvalidInputException($"Folder '{folder}' has no file such as NAME-r07.tfrecords.");
        if (found.Select(f => f.Match.Groups[1].Value).Distinct().Count() > 1)
            throw new InvalidInputException(
                $"Folder '{folder}' holds more than one dataset: "
                + $"{string.Join(", ", found.Select(f => f.Match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal))}; "
                + "give each a folder of its own.");
        return found.ToDictionary(
            f => 1 << int.Parse(f.Match.Groups[2].Value, CultureInfo.InvariantCulture), f => f.path);
    }

    private static void CheckSmaller(IEnumerable<string> paths, TfRecordFile file)
    {
        foreach (var path in paths)
        {
            using var smaller = TfRecordFile.Open(path);
            if (smaller.Count != file.Count)
                throw new DatasetDamagedException(
                    $"File '{path}' has {smaller.Count} records, but '{file.Path}' has {file.Count}; they do not belong together.");
        }
    }

    private static NpyLabels? ReadLabels(string folder, int images)
    {
        if (Directory.EnumerateFiles(folder, "*.labels").ToArray() is not [var path])
            return null;
        var labels = NpyLabels.Read(path);
        if (labels.Classes > 0 && labels.Labels.Length != images)
            throw new DatasetDamagedException(
                $"Label file '{path}' has {labels.Labels.Length} labels for {images} images.");
        return labels;
    }

    private static IReadOnlyList<long> FirstShape(TfRecordFile file)
    {
        for (var i = 0; i < file.Count; i++)
        {
            try
            {
                return TfImage.Read(file.Read(i)).Shape;
            }
            catch (BadImageException) when (i + 1 < file.Count)
            {
                // Read() names it when its turn comes; the next one tells as much.
            }
            catch (BadImageException e)
            {
                throw new DatasetDamagedException(
                    $"No record of '{file.Path}' can be read; the last one: {Readable.Clause(e.Message)}.", e);
            }
        }
        return [];
    }

    [GeneratedRegex(@"^(.+)-r(0[2-9]|10)\.tfrecords$")]
    private static partial Regex Name();
}
