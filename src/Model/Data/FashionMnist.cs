namespace PgGanLab.Model.Data;

/// <summary>
/// Fashion-MNIST's 60,000 training images (Xiao 2017) from Debian's package <c>dataset-fashion-mnist</c>: 28x28 grey, padded with
/// two black pixels on each side to 32x32, with their ten classes.
/// </summary>
public sealed class FashionMnist : IImageSource
{
    /// <summary>Where Debian's package puts its files.</summary>
    public const string DebianDirectory = "/usr/share/datasets/fashion-mnist";

    private const int Side = 28;
    private const int Border = 2;

    private readonly byte[] pixels;
    private readonly byte[] labels;

    private FashionMnist(byte[] pixels, byte[] labels)
    {
        this.pixels = pixels;
        this.labels = labels;
    }

    public int Resolution => Side + 2 * Border;

    public int Channels => 1;

    public int Count => labels.Length;

    public int Labels => 10;

    /// <summary>Reads the package's files.</summary>
    /// <param name="directory">Folder with <c>train-images-idx3-ubyte.gz</c> and <c>train-labels-idx1-ubyte.gz</c>.</param>
    /// <exception cref="DatasetDamagedException">A file is missing or not what it should be.</exception>
    public static FashionMnist Read(string directory = DebianDirectory)
    {
        var imagesPath = Path.Combine(directory, "train-images-idx3-ubyte.gz");
        var images = IdxFile.Read(imagesPath, axes: 3);
        var labels = IdxFile.Read(Path.Combine(directory, "train-labels-idx1-ubyte.gz"), axes: 1);
        if (images.Dimensions[1] != Side || images.Dimensions[2] != Side || images.Dimensions[0] != labels.Dimensions[0])
            throw new DatasetDamagedException(
                $"File '{imagesPath}' holds {string.Join('x', images.Dimensions)} bytes; expected are {labels.Dimensions[0]} images of {Side}x{Side}, one for each label.");
        return new FashionMnist(images.Bytes, labels.Bytes);
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
