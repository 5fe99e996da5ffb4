using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data.Sources;

namespace PgGanLab.Model.Tests.Data.Sources;

public sealed class DatasetKindsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string?, SourceOptions, string> Refused => new()
    {
        {
        "fold", "x", new(),
        "Unknown dataset kind 'fold'; it must be one of: "
        + "folder, mnist, fashion-mnist, cifar10, cifar100, celeba, celeba-hq, tfrecords, synthetic."
    },
        {
        "folder", null, new(),
        "Kind 'folder' reads a folder or zip of images (JPEG, PNG, WebP, TIFF, GIF, AVIF); name it with --from."
    },
        { "folder", "/nowhere", new(), "There is no folder or zip '/nowhere' on the lab's host." },
        {
        "folder", "/nowhere", new() { Resolution = 24 }, "resolution is 24; it must be a power of two from 4 to 1024."
    },
        {
        "folder", "/nowhere", new() { Resolution = 2048 },
        "resolution is 2048; it must be a power of two from 4 to 1024."
    },
        {
        "folder", "/nowhere", new() { Channels = 2 },
        "channels is 2; it must be 1 (grey), 3 (RGB) or 4 (RGB and alpha)."
    },
        { "folder", "/nowhere", new() { MostPixels = 0 }, "mostPixels is 0; it must be at least 1." },
        {
        "cifar10", "/nowhere", new() { Resolution = 16 },
        "Kind 'cifar10' does not take 'resolution'; it takes no options."
    },
        {
        "synthetic", null, new() { Labels = "none" },
        "Kind 'synthetic' does not take 'labels'; it takes resolution, channels, images, classes."
    },
        {
        "cifar100", "/nowhere", new() { Labels = "all" },
        "labels is 'all'; for CIFAR-100 it must be fine (100 classes) or coarse (20)."
    },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void what_can_not_be_opened_is_said_in_one_sentence(
        string kind, string? path, SourceOptions options, string sentence) =>
        Assert.Equal(
            sentence, Assert.Throws<InvalidInputException>(() => DatasetKinds.Open(kind, path, options)).Message);

    [Fact]
    public void what_is_no_zip_is_named()
    {
        File.WriteAllText(folder.File("x.zip"), "no zip");
        var e = Assert.Throws<InvalidInputException>(() => DatasetKinds.Open("folder", folder.File("x.zip"), new()));
        Assert.StartsWith($"'{folder.File("x.zip")}' can't be read as a zip:", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void an_empty_folder_is_named() =>
        Assert.Equal($"'{folder.Path}' holds no image; JPEG, PNG, WebP, TIFF, GIF and AVIF can be read.",
            Assert.Throws<InvalidInputException>(() => DatasetKinds.Open("folder", folder.Path, new())).Message);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void synthetic_images_are_the_same_every_time_and_differ(int channels)
    {
        var options = new SourceOptions { Resolution = 16, Channels = channels, Images = 20, Classes = 4 };
        using var source = DatasetKinds.Open("synthetic", null, options);
        Assert.Equal((16, channels, 20, 4), (source.Resolution, source.Channels, source.Count, source.Labels));
        var images = Enumerable.Range(0, 20).Select(_ => new byte[channels * 256]).ToArray();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 4), images.Select((pixels, i) => source.Read(i, pixels)));
        Assert.Equal(20, images.Select(Convert.ToHexString).Distinct().Count());
        var again = new byte[channels * 256];
        source.Read(7, again);
        Assert.Equal(images[7], again);
    }
}
