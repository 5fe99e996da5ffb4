using PgGanLab.Growth;

namespace PgGanLab.Model.Data.Sources;

/// <summary>
/// CIFAR-10's and CIFAR-100's 50,000 training images (Krizhevsky 2009), 32x32 RGB, from the binary version's
/// files: each record holds its labels, then 3,072 bytes [C,H,W]. Source:
/// https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version".
/// </summary>
public sealed class CifarImages : IImageSource
{
    private const int Side = 32;
    private const int Pixels = 3 * Side * Side;

    private readonly IReadOnlyList<byte[]> files;
    private readonly int imagesInFile;
    private readonly int record;
    private readonly int label;

    private CifarImages(
        IReadOnlyList<byte[]> files, int labelBytes, int label, IReadOnlyList<string> classes, int labels)
    {
        (this.files, this.label, record) = (files, label, labelBytes + Pixels);
        (Classes, Labels) = (classes, labels);
        imagesInFile = files[0].Length / record;
        Count = files.Count * imagesInFile;
    }

    public int Resolution => Side;

    public int Channels => 3;

    public int Count { get; }

    public int Labels { get; }

    public IReadOnlyList<string> Classes { get; }

    /// <param name="path">Folder with <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c>, or
    /// <c>cifar-10-binary.tar.gz</c>.</param>
    /// <exception cref="DatasetDamagedException">A file is missing or not what it should be.</exception>
    public static CifarImages Read10(string path)
    {
        var files = CifarFiles.Read(
            path, [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")], "batches.meta.txt");
        return Of(path, files, labelBytes: 1, label: 0, labels: 10);
    }

    /// <param name="path">Folder with <c>train.bin</c>, or <c>cifar-100-binary.tar.gz</c>.</param>
    /// <param name="labels"><c>fine</c> (100 classes; also null) or <c>coarse</c> (20).</param>
    /// <exception cref="DatasetDamagedException">A file is missing or not what it should be.</exception>
    /// <exception cref="InvalidInputException">Unknown labels.</exception>
    public static CifarImages Read100(string path, string? labels)
    {
        var fine = labels switch
        {
            null or "fine" => true,
            "coarse" => false,
            _ => throw new InvalidInputException(
                $"labels is '{labels}'; for CIFAR-100 it must be fine (100 classes) or coarse (20)."),
        };
        var files = CifarFiles.Read(path, ["train.bin"], fine ? "fine_label_names.txt" : "coarse_label_names.txt");
        return Of(path, files, labelBytes: 2, label: fine ? 1 : 0, labels: fine ? 100 : 20);
    }

    public int Read(int index, Span<byte> pixels)
    {
        var bytes = files[index / imagesInFile].AsSpan(index % imagesInFile * record, record);
        bytes[^Pixels..].CopyTo(pixels);                                        // [3,32,32]
        return bytes[label];
    }

    private static CifarImages Of(string path, CifarFiles files, int labelBytes, int label, int labels)
    {
        var record = labelBytes + Pixels;
        var (first, whole) = (files.Images[0], true);
        foreach (var bytes in files.Images)
        {
            whole &= bytes.Length == first.Length && bytes.Length % record == 0 && bytes.Length > 0;
            for (var at = label; at < bytes.Length; at += record)
                whole &= bytes[at] < labels;
        }
        if (!whole)
            throw new DatasetDamagedException(
                $"The files of '{path}' are not CIFAR-{(labelBytes == 1 ? 10 : 100)}'s: "
                + $"records of {record} bytes with labels below {labels} are expected, as many in each file.");
        return new CifarImages(
            files.Images, labelBytes, label, files.Classes.Count == labels ? files.Classes : [], labels);
    }
}
