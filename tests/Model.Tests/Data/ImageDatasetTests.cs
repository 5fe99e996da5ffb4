using PgGanLab.Model.Data;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Tests.Data;

public sealed class ImageDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void what_was_built_is_read_back()
    {
        var facts = Build("discs");
        using var dataset = ImageDataset.Open(folder.File("discs"));
        Assert.Equal(facts, dataset.Facts);
        Assert.Equal(
            ("discs", 16, 1, 64, 2), (facts.Name, facts.Resolution, facts.Channels, facts.Images, facts.Labels));

        var pyramid = new ImagePyramid(1, 16);
        for (var i = 0; i < 64; i++)
        {
            Assert.Equal(new Discs().Read(i, pyramid.Largest), dataset.Label(i));
            pyramid.FillLowerLevels();
            Assert.Equal(pyramid.Level(0), dataset.Image(16, i));
            Assert.Equal(pyramid.Level(1), dataset.Image(8, i));
            Assert.Equal(pyramid.Level(2), dataset.Image(4, i));
        }
    }

    [Fact]
    public void the_fingerprint_is_of_the_content_not_of_the_name()
    {
        Assert.Equal(Build("a").Fingerprint, Build("b").Fingerprint);
        Assert.NotEqual(Build("a2").Fingerprint,
            DatasetBuilder.Build("c", new Discs(count: 63), folder.File("c"), CancellationToken.None).Fingerprint);
    }

    [Fact]
    public void a_shorter_file_is_found_on_opening()
    {
        Build("discs");
        var path = folder.File("discs/8x8.u8");
        using (var file = File.OpenWrite(path))
            file.SetLength(file.Length - 1);

        var e = Assert.Throws<DatasetDamagedException>(() => ImageDataset.Open(folder.File("discs")));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_changed_byte_is_found_before_the_file_is_used()
    {
        Build("discs");
        var path = folder.File("discs/16x16.u8");
        Flip(path, 1000);

        using var dataset = ImageDataset.Open(folder.File("discs"));
        Assert.Equal(16, dataset.Image(4, 0).Length);
        var e = Assert.Throws<DatasetDamagedException>(() => dataset.Image(16, 0).Length);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_file_that_was_checked_ahead_is_not_read_through_again()
    {
        Build("discs");
        var path = folder.File("discs/16x16.u8");
        using var dataset = ImageDataset.Open(folder.File("discs"));
        await dataset.CheckAhead(16);
        var written = File.GetLastWriteTimeUtc(path);
        Flip(path, 1000);
        File.SetLastWriteTimeUtc(path, written);  // nobody who does not read it can see the change
        Assert.Equal(256, dataset.Image(16, 0).Length);
    }

    [Fact]
    public async Task a_changed_byte_that_was_found_ahead_is_said_at_the_first_use()
    {
        Build("discs");
        Flip(folder.File("discs/16x16.u8"), 1000);
        using var dataset = ImageDataset.Open(folder.File("discs"));
        await dataset.CheckAhead(16);
        await dataset.CheckAhead(32);                                           // there is none
        Assert.Throws<DatasetDamagedException>(() => dataset.Image(16, 0).Length);
    }

    [Theory]
    [InlineData("\"images\": 64", "\"images\": 63")]
    [InlineData("\"fingerprint\"", "\"print\"")]
    [InlineData("pgganlab.dataset/1", "pgganlab.dataset/9")]
    [InlineData("{", "")]
    public void a_changed_description_is_found_on_opening(string text, string changed)
    {
        Build("discs");
        var path = folder.File("discs/dataset.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, changed, StringComparison.Ordinal));

        var e = Assert.Throws<DatasetDamagedException>(() => ImageDataset.Open(folder.File("discs")));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_missing_dataset_is_named()
    {
        var e = Assert.Throws<DatasetDamagedException>(() => ImageDataset.Open(folder.File("nothing")));
        Assert.Contains("nothing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_build_that_is_stopped_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            DatasetBuilder.Build("discs", new Discs(), folder.File("discs"), stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void an_existing_folder_is_not_overwritten()
    {
        Build("discs");
        var e = Assert.Throws<FileNotWrittenException>(() => Build("discs"));
        Assert.Contains(folder.File("discs"), e.Message, StringComparison.Ordinal);
        Assert.Equal([folder.File("discs")], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    internal static void Flip(string path, long at)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x10));
    }

    private PgGanLab.Growth.Configuration.DatasetFacts Build(string name) =>
        DatasetBuilder.Build(name, new Discs(), folder.File(name), CancellationToken.None);
}
