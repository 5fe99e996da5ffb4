using System.IO.Compression;
using PgGanLab.Model.Data;
using PgGanLab.Model.Data.Sources;

namespace PgGanLab.Model.Tests.Data.Sources;

public sealed class MnistImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void images_get_a_black_border_and_keep_their_labels()
    {
        Gzip("train-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28,
            .. Enumerable.Range(0, 2 * 784).Select(i => (byte)(1 + i % 200))]);
        Gzip("train-labels-idx1-ubyte.gz", [0, 0, 8, 1, 0, 0, 0, 2, 9, 3]);

        var source = MnistImages.Read(folder.Path, []);
        var image = new byte[32 * 32];
        Assert.Equal(9, source.Read(0, image));
        Assert.Equal(3, source.Read(1, image));

        Assert.Equal((2, 32, 1, 10), (source.Count, source.Resolution, source.Channels, source.Labels));
        Assert.Equal((byte)(1 + 784 % 200), image[2 * 32 + 2]);
        Assert.Equal((byte)(1 + (2 * 784 - 1) % 200), image[29 * 32 + 29]);
        Assert.Equal(784, image.Count(p => p != 0));
    }

    [Fact]
    public void files_need_not_be_gzipped()
    {
        File.WriteAllBytes(folder.File("train-images-idx3-ubyte"),
            [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[784]]);
        File.WriteAllBytes(folder.File("train-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 1, 7]);

        Assert.Equal(7, MnistImages.Read(folder.Path, []).Read(0, new byte[32 * 32]));
    }

    [Fact]
    public void a_label_above_nine_is_refused()
    {
        Gzip("train-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[784]]);
        Gzip("train-labels-idx1-ubyte.gz", [0, 0, 8, 1, 0, 0, 0, 1, 10]);

        var e = Assert.Throws<DatasetDamagedException>(() => MnistImages.Read(folder.Path, []));
        Assert.Equal(
            $"File '{folder.File("train-labels-idx1-ubyte.gz")}' holds the label 10; labels are 0 to 9.", e.Message);
    }

    [Fact]
    public void a_truncated_file_is_named()
    {
        Gzip("train-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3]);
        var e = Assert.Throws<DatasetDamagedException>(() => MnistImages.Read(folder.Path, []));
        Assert.Contains("train-images-idx3-ubyte.gz", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_file_of_another_kind_is_named()
    {
        Gzip("train-images-idx3-ubyte.gz", "no images"u8.ToArray());
        var e = Assert.Throws<DatasetDamagedException>(() => MnistImages.Read(folder.Path, []));
        Assert.Contains("train-images-idx3-ubyte.gz", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_missing_package_is_named()
    {
        var e = Assert.Throws<DatasetDamagedException>(() => MnistImages.Read(folder.File("missing"), []));
        Assert.Contains("missing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void debians_package_holds_sixty_thousand_images()
    {
        Assert.SkipUnless(Directory.Exists(MnistImages.DebianDirectory),
            $"{MnistImages.DebianDirectory} is not there: install dataset-fashion-mnist.");
        var source = MnistImages.Read(MnistImages.DebianDirectory, MnistImages.Clothes);
        var image = new byte[32 * 32];
        var classes = Enumerable.Range(0, source.Count).GroupBy(i => source.Read(i, image)).Select(g => g.Count());
        Assert.Equal(Enumerable.Repeat(6000, 10), classes);
    }

    private void Gzip(string name, byte[] bytes)
    {
        using var stream = new GZipStream(File.Create(folder.File(name)), CompressionLevel.Fastest);
        stream.Write(bytes);
    }
}
