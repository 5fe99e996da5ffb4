using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Model.Data.Sources.TfRecords;

namespace PgGanLab.Model.Tests.Data.Sources;

public sealed class TfRecordImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void the_largest_resolution_is_read_with_its_labels(bool packed)
    {
        Write(packed);
        using var source = Open();
        Assert.Equal((6, 16, 3, 4), (source.Count, source.Resolution, source.Channels, source.Labels));
        var pixels = new byte[3 * 256];
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(i % 4, source.Read(i, pixels));
            Assert.Equal(Image(i), pixels);
        }
    }

    [Fact]
    public void the_dataset_has_the_official_files_at_every_resolution()
    {
        Write();
        using var source = Open();
        DatasetBuilder.Build("tf", source, folder.File("built"), CancellationToken.None);
        using var dataset = ImageDataset.Open(folder.File("built"));
        using var stored = TfRecordFile.Open(folder.File("tf-r03.tfrecords"));
        for (var i = 0; i < 6; i++)
            Assert.Equal(TfImage.Read(stored.Read(i)).Data.Span, dataset.Image(8, i));
    }

    [Fact]
    public void a_smaller_resolution_is_read_from_its_own_file()
    {
        Write();
        using var source = Open(new SourceOptions { Resolution = 8, Labels = "none" });
        Assert.Equal((8, 0), (source.Resolution, source.Labels));
        Assert.Equal("resolution is 32; '" + folder.Path + "' has 4, 8, 16.",
            Assert.Throws<InvalidInputException>(() => Open(new SourceOptions { Resolution = 32 })).Message);
    }

    [Fact]
    public void a_flipped_bit_in_an_image_is_found_by_its_checksum()
    {
        Write();
        ImageDatasetTests.Flip(folder.File("tf-r04.tfrecords"), 400);
        using var source = Open();
        var e = Assert.Throws<DamagedImageException>(() => source.Read(0, new byte[3 * 256]));
        Assert.Equal(
            "tf-r04.tfrecords, record 0: the record is damaged: its checksum is not that of its content", e.Message);
        Assert.Equal(1, source.Read(1, new byte[3 * 256]));
    }

    [Fact]
    public void a_damaged_length_and_a_cut_off_file_are_named()
    {
        Write();
        var path = folder.File("tf-r04.tfrecords");
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^1]);
        Assert.Equal($"File '{path}' is damaged: record 5 at byte {whole.Length / 6 * 5} is cut off.",
            Assert.Throws<InvalidInputException>(() => Open()).Message);
        File.WriteAllBytes(path, whole);
        ImageDatasetTests.Flip(path, 0);
        Assert.Equal($"File '{path}' is damaged: record 0 at byte 0 has a damaged length.",
            Assert.Throws<InvalidInputException>(() => Open()).Message);
    }

    [Fact]
    public void files_that_do_not_belong_together_are_refused()
    {
        Write();
        TfRecordWriter.Write(folder.File("tf-r02.tfrecords"), [new byte[48]], 3, 4);
        Assert.Contains("do not belong together", Assert.Throws<InvalidInputException>(() => Open()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void labels_that_are_no_classes_are_refused()
    {
        Write();
        TfRecordWriter.WriteOneHot(folder.File("tf-rxx.labels"), [0, 1, 2, 3, 0, 9], 4);
        Assert.Equal(
            $"Label file '{folder.File("tf-rxx.labels")}' cannot be read: "
            + "row 5 is not one 1 among zeros, hence no class.",
            Assert.Throws<InvalidInputException>(() => Open()).Message);
    }

    /// <summary>The checksum of RFC 3720, B.4: 32 zero bytes have 0x8A9136AA.</summary>
    [Fact]
    public void checksums_are_the_castagnoli_ones() =>
        Assert.Equal(
            unchecked((0x8A9136AA >> 15 | 0x8A9136AA << 17) + 0xA282EAD8), TfRecordFile.MaskedCrc(new byte[32]));

    private IImageSource Open(SourceOptions? options = null) =>
        DatasetKinds.Open("tfrecords", folder.Path, options ?? new SourceOptions());

    private void Write(bool packed = true)
    {
        var pyramid = new ImagePyramid(3, 16);
        var levels = Enumerable.Range(0, 3).Select(_ => new List<byte[]>()).ToArray();
        for (var i = 0; i < 6; i++)
        {
            Image(i).CopyTo(pyramid.Largest);
            pyramid.FillLowerLevels();
            for (var level = 0; level < 3; level++)
                levels[level].Add(pyramid.Level(level).ToArray());
        }
        for (var level = 0; level < 3; level++)
            TfRecordWriter.Write(folder.File($"tf-r0{4 - level}.tfrecords"), levels[level], 3, 16 >> level, packed);
        TfRecordWriter.WriteOneHot(folder.File("tf-rxx.labels"), [0, 1, 2, 3, 0, 1], 4);
    }

    private static byte[] Image(int index)
    {
        var bytes = new byte[3 * 256];
        new Random(index).NextBytes(bytes);
        return bytes;
    }
}
