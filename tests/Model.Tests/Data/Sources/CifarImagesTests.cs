using System.Formats.Tar;
using System.IO.Compression;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data.Sources;

namespace PgGanLab.Model.Tests.Data.Sources;

public sealed class CifarImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void cifar10_is_read_from_its_five_files()
    {
        WriteTen();
        using var source = DatasetKinds.Open("cifar10", folder.Path, new SourceOptions());
        Assert.Equal((10, 32, 3, 10), (source.Count, source.Resolution, source.Channels, source.Labels));
        var pixels = new byte[3072];
        Assert.Equal(7, source.Read(7, pixels));
        Assert.Equal(Pixels(7), pixels);
        Assert.Equal("frog", source.Classes[6]);
    }

    [Fact]
    public void the_archive_is_read_as_it_is_downloaded()
    {
        WriteTen();
        var archive = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.tar.gz");
        using (var stream = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
            TarFile.CreateFromDirectory(folder.Path, stream, includeBaseDirectory: true);
        using (var source = DatasetKinds.Open("cifar10", archive, new SourceOptions()))
            Assert.Equal(9, source.Read(9, new byte[3072]));
        File.Delete(archive);
    }

    [Theory]
    [InlineData(null, 100, 42)]
    [InlineData("fine", 100, 42)]
    [InlineData("coarse", 20, 13)]
    public void cifar100_has_fine_and_coarse_labels(string? labels, int classes, int label)
    {
        File.WriteAllBytes(folder.File("train.bin"), [13, 42, .. Pixels(3)]);
        using var source = DatasetKinds.Open("cifar100", folder.Path, new SourceOptions { Labels = labels });
        var pixels = new byte[3072];
        Assert.Equal((classes, label), (source.Labels, source.Read(0, pixels)));
        Assert.Equal(Pixels(3), pixels);
    }

    [Fact]
    public void what_is_no_cifar_is_refused()
    {
        WriteTen();
        File.WriteAllBytes(folder.File("data_batch_3.bin"), new byte[3073 * 2 + 1]);
        Assert.StartsWith(
            $"The files of '{folder.Path}' are not CIFAR-10's", Refusal("cifar10"), StringComparison.Ordinal);
        File.Delete(folder.File("data_batch_3.bin"));
        Assert.StartsWith($"'{folder.Path}' has no data_batch_3.bin", Refusal("cifar10"), StringComparison.Ordinal);
        Assert.StartsWith($"'{folder.Path}' has no train.bin", Refusal("cifar100"), StringComparison.Ordinal);
    }

    private string Refusal(string kind) =>
        Assert.Throws<InvalidInputException>(() => DatasetKinds.Open(kind, folder.Path, new SourceOptions())).Message;

    private void WriteTen()
    {
        for (var i = 0; i < 5; i++)
            File.WriteAllBytes(folder.File($"data_batch_{i + 1}.bin"),
                [(byte)(2 * i), .. Pixels(2 * i), (byte)(2 * i + 1), .. Pixels(2 * i + 1)]);
        File.WriteAllText(folder.File("batches.meta.txt"),
            "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");
    }

    private static byte[] Pixels(int image) => [.. Enumerable.Range(0, 3072).Select(i => (byte)(i * (image + 1)))];
}
