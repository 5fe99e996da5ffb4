namespace PgGanLab.Model.Data.Sources;

/// <summary>
/// MNIST's training images, and what is packed like them, such as Fashion-MNIST (Xiao 2017; Debian's package
/// <c>dataset-fashion-mnist</c>): 28x28 grey, padded with two black pixels on each side to 32x32, with their ten
/// classes. Source: official dataset_tool.py, <c>create_mnist</c>.
/// </summary>
public sealed class MnistImages : IImageSource
{
    /// <summary>Where Debian's package puts Fashion-MNIST.</summary>
    public const string DebianDirectory = "/usr/share/datasets/fashion-mnist";

    /// <summary>Fashion-MNIST's classes.</summary>
    public static readonly IReadOnlyList<string> Clothes =
        ["T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    private const int Side = 28;
    private const int Border = 2;

    private readonly byte[] pixels;
    private readonly byte[] labels;

    private MnistImages(byte[] pixels, byte[] labels, IReadOnlyList<string> classes)
    {
        this.pixels = pixels;
        this.labels = labels;
        Classes = classes;
    }

    public int Resolution => Side + 2 * Border;

    public int Channels => 1;

    public int Count => labels.Length;

    public int Labels => 10;

    public IReadOnlyList<string> Classes { get; }

    /// <summary>Reads the training set's files.</summary>
    /// <param name="directory">Folder with <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c>, each
    /// plain or with <c>.gz</c>.</param>
    /// <param name="classes">Names of the ten classes, or empty.</param>
    /// <exception cref="DatasetDamagedException">A file is missing or not what it should be.</exception>
    public static MnistImages Read(string directory, IReadOnlyList<string> classes)
    {
        var imagesPath = IdxFile.Find(directory, "train-images-idx3-ubyte");
        var images = IdxFile.Read(imagesPath, axes: 3);
        var labelsPath = IdxFile.Find(directory, "train-labels-idx1-ubyte");
        var labels = IdxFile.Read(labelsPath, axes: 1);
        if (images.Dimensions[1] != Side || images.Dimensions[2] != Side
            || images.Dimensions[0] != labels.Dimensions[0])
            throw new DatasetDamagedException(
                $"File '{imagesPath}' holds {string.Join('x', images.Dimensions)} bytes; "
                + $"expected are {labels.Dimensions[0]} images of {Side}x{Side}, one for each label.");
        if (labels.Bytes.Any(label => label > 9))
            throw new DatasetDamagedException(
                $"File '{labelsPath}' holds the label {labels.Bytes.Max()}; labels are 0 to 9.");
        return new MnistImages(images.Bytes, labels.Bytes, classes);
    }

    public int Read(int index, Span<byte> pixels)
    {
        pixels.Clear();
        var image = this.pixels.AsSpan(index * Side * Side, Side * Side);       // [28,28]
        for (var y = 0; y < Side; y++)
            image.Slice(y * Side, Side).CopyTo(pixels[((y + Border) * Resolution + Border)..]);
        return labels[index];
    }
}
