using System.IO.Compression;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Tests.Imaging;

namespace PgGanLab.Model.Tests.Data.Sources;

public sealed class EncodedImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void a_folder_of_folders_is_read_in_the_order_of_names_with_its_classes()
    {
        Write("photos/dog/b.jpg", Encoded.Jpeg(Encoded.Smooth(40, 32)));
        Write("photos/cat/deep/a.PNG", Encoded.Png(Encoded.Smooth(33, 64)));
        Write("photos/cat/c.webp", Encoded.WebP(Encoded.Smooth(32, 32)));
        Write("photos/cat/._c.webp", [1]);
        Write("photos/__MACOSX/c.webp", [1]);
        Write("photos/notes.txt", "no image"u8.ToArray());

        using var source = Open("photos");
        Assert.Equal((3, 32, 3, 2), (source.Count, source.Resolution, source.Channels, source.Labels));
        Assert.Equal(["cat", "dog"], source.Classes);
        Assert.Equal([0, 0, 1], Enumerable.Range(0, 3).Select(i => source.Read(i, new byte[3 * 32 * 32])));
    }

    [Fact]
    public void a_zip_gives_the_same_dataset_as_its_folder_with_any_number_of_threads()
    {
        for (var i = 0; i < 40; i++)
            Write($"photos/{i % 3}/{i}.png", Encoded.Png(Encoded.Smooth(20 + i, 24, seed: i)));
        ZipFile.CreateFromDirectory(folder.File("photos"), folder.File("photos.zip"));

        var one = Build("photos", new BuildOptions { Threads = 1 });
        Assert.Equal(one.Fingerprint, Build("photos", new BuildOptions { Threads = 5 }).Fingerprint);
        Assert.Equal(one.Fingerprint, Build("photos.zip", new BuildOptions { Threads = 3 }).Fingerprint);
        Assert.Equal((40, 16, 3, 3), (one.Images, one.Resolution, one.Channels, one.Labels));
    }

    [Fact]
    public void damaged_images_are_left_out_and_listed_with_their_reasons()
    {
        WriteSomeDamaged();
        var facts = Build("photos", new BuildOptions { OnDamaged = OnDamaged.Skip });
        Assert.Equal(2, facts.Images);
        using var dataset = ImageDataset.Open(folder.File("built-1"));
        Assert.Equal([0, 1], new[] { dataset.Label(0), dataset.Label(1) });
        Assert.Equal((2, "a c"), (facts.Labels, string.Join(' ', DatasetFolder.Read(folder.File("built-1")).Classes)));
        Assert.Equal(
            [("b/half.png", "the PNG is damaged"),
                ("c/text.jpg", "it is no image of a known format; JPEG, PNG, WebP, TIFF, GIF and AVIF can be read")],
            DatasetFolder.Read(folder.File("built-1")).Skipped.Select(s => (s.Name, s.Reason.Split(':')[0])));
    }

    [Fact]
    public void damaged_images_that_may_not_be_left_out_are_all_listed_and_nothing_stays()
    {
        WriteSomeDamaged();
        var heard = new Heard();
        var e = Assert.Throws<DamagedImagesException>(() => Build("photos", new BuildOptions { Progress = heard }));
        Assert.StartsWith("2 of 4 images can't be used, the first being b/half.png: the PNG is damaged", e.Message,
            StringComparison.Ordinal);
        Assert.Equal(["b/half.png", "c/text.jpg"], e.Images.Select(i => i.Name));
        Assert.Equal(e.Images, heard.Reports.SelectMany(r => r.Damaged));
        Assert.Equal((4, 4), (heard.Reports[^1].Done, heard.Reports[^1].Total));
        Assert.Equal([folder.File("photos")], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void a_zip_with_a_damaged_entry_names_it()
    {
        WriteSomeDamaged();
        ZipFile.CreateFromDirectory(folder.File("photos"), folder.File("photos.zip"), CompressionLevel.NoCompression,
            includeBaseDirectory: false);
        var bytes = File.ReadAllBytes(folder.File("photos.zip"));
        bytes[bytes.AsSpan().IndexOf("a/1.png"u8) + 100] ^= 1;
        File.WriteAllBytes(folder.File("photos.zip"), bytes);

        Build("photos.zip", new BuildOptions { OnDamaged = OnDamaged.Skip });
        Assert.Contains(
            new DamagedImage("a/1.png", "it is damaged in the zip: its checksum is not that of its content"),
            DatasetFolder.Read(folder.File("built-1")).Skipped);
    }

    [Fact]
    public void where_no_image_can_be_used_there_is_no_dataset()
    {
        Write("photos/a.png", "text"u8.ToArray());
        var options = new SourceOptions { Resolution = 8, Channels = 3 };
        using var source = DatasetKinds.Open("folder", folder.File("photos"), options);
        var e = Assert.Throws<InvalidInputException>(() =>
            DatasetBuilder.Build("x", source, folder.File("x"),
                new BuildOptions { OnDamaged = OnDamaged.Skip }, CancellationToken.None));
        Assert.Equal(
            "The only image can't be used. a.png: it is no image of a known format; "
            + "JPEG, PNG, WebP, TIFF, GIF and AVIF can be read.",
            e.Message);
    }

    [Theory]
    [InlineData("celeba-hq", 8, 8,
        "512 such as 000.png: it is 8x8; CelebA-HQ's images are 1024x1024. Kind 'folder' takes images of any size.")]
    [InlineData("celeba-hq", 178, 218,
        "512 such as 000.png: it is 178x218; CelebA-HQ's images are 1024x1024. "
        + "Kind 'celeba' takes images of this size.")]
    public void where_none_of_the_first_hundreds_fits_the_rest_is_not_tried(
        string kind, int width, int height, string reasons)
    {
        var png = Encoded.Png(Encoded.Smooth(width, height));
        for (var i = 0; i < 600; i++)
            Write($"photos/{i:D3}.png", png);
        var heard = new Heard();
        using var source = DatasetKinds.Open(kind, folder.File("photos"), new SourceOptions { Resolution = 32 });
        var e = Assert.Throws<InvalidInputException>(() => DatasetBuilder.Build(
            "x", source, folder.File("x"), new BuildOptions { Progress = heard }, CancellationToken.None));
        Assert.Equal($"None of the first 512 of 600 images can be used. {reasons}", e.Message);
        Assert.Empty(heard.Reports.SelectMany(r => r.Damaged));
        Assert.False(Directory.Exists(folder.File("x")));
    }

    [Fact]
    public void images_without_a_label_do_not_count_among_the_first_hundreds()
    {
        for (var i = 0; i < 600; i++)
            Write($"photos/{i:D3}.png", Encoded.Png(Encoded.Smooth(8, 8)));
        File.WriteAllText(folder.File("labels.csv"), "image,label\n598.png,cat\n599.png,dog\n");
        using var source = Open("photos", new SourceOptions { Labels = folder.File("labels.csv") });
        Assert.Equal(2, DatasetBuilder.Build("x", source, folder.File("x"),
            new BuildOptions { OnDamaged = OnDamaged.Skip }, CancellationToken.None).Images);
    }

    [Fact]
    public void reasons_are_counted()
    {
        Write("photos/a.png", [1]);
        Write("photos/b.png", Encoded.Png(Encoded.Smooth(8, 8)));
        Write("photos/c.png", Encoded.Png(Encoded.Smooth(8, 8)));
        Write("photos/d.png", []);
        Write("photos/e.png", Encoded.Png(Encoded.Smooth(4, 8)));
        using var source = DatasetKinds.Open("celeba", folder.File("photos"), new SourceOptions { Resolution = 8 });
        var e = Assert.Throws<InvalidInputException>(() =>
            DatasetBuilder.Build("x", source, folder.File("x"), CancellationToken.None));
        Assert.Equal(
            "None of the 5 images can be used. 2 such as b.png: it is 8x8; CelebA's aligned images are 178x218; 1 "
            + "more: it is no image of a known format; JPEG, PNG, WebP, TIFF, GIF and AVIF can be read; 1 more: it is "
            + "empty; 1 more for other reasons. Kind 'folder' takes images of any size.",
            e.Message);
    }

    [Fact]
    public void what_will_not_fit_the_disk_is_refused_at_once()
    {
        using var source = DatasetKinds.Open(
            "synthetic", null, new SourceOptions { Resolution = 1024, Images = int.MaxValue });
        var e = Assert.Throws<InvalidInputException>(() =>
            DatasetBuilder.Build("x", source, folder.File("x"), CancellationToken.None));
        Assert.Matches(
            $"^Dataset 'x' takes [0-9,]{{10,}} MB, but only [0-9,]+ MB are free in '{folder.Path}'; "
            + "make room, or choose a lower resolution.$",
            e.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void a_zip_with_labels_of_its_own_needs_no_other()
    {
        for (var i = 0; i < 4; i++)
            Write($"photos/0000{i}/img0000{i}000.png", Encoded.Png(Encoded.Smooth(8, 8, seed: i)));
        File.WriteAllText(folder.File("photos/dataset.json"),
            """{"labels": [["00000/img00000000.png", 7], ["00001/img00001000.png", 3], ["00002/img00002000.png", 7], ["00003/img00003000.png", 3]]}""");
        ZipFile.CreateFromDirectory(folder.File("photos"), folder.File("photos.zip"));
        using var source = Open("photos.zip");
        Assert.Equal(["3", "7"], source.Classes);
        Assert.Equal([1, 0, 1, 0], Enumerable.Range(0, 4).Select(i => source.Read(i, new byte[3 * 8 * 8])));
    }

    [Fact]
    public void remarks_are_heard_before_anything_is_read_and_kept()
    {
        Write("photos/images/1.png", Encoded.Png(Encoded.Smooth(8, 8)));
        Write("photos/masks/1.png", Encoded.Png(Encoded.Smooth(8, 8)));
        var heard = new Heard();
        Assert.Equal(1, Build("photos", new BuildOptions { Progress = heard }).Images);
        string[] remarks = ["Images in masks were left out, as they lie beside images."];
        Assert.Equal(remarks, heard.Reports[0].Remarks);
        Assert.Equal(remarks, DatasetFolder.Read(folder.File("built-1")).Remarks);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void a_jpeg_with_stray_bytes_is_kept_and_listed_with_a_warning(bool progressive)
    {
        var jpeg = Encoded.Jpeg(Encoded.Smooth(16, 16), progressive: progressive);
        Write("photos/a.jpg", jpeg);
        Write("photos/b.jpg", [.. jpeg[..^2], .. Enumerable.Repeat((byte)0x5A, 17), .. jpeg[^2..]]);
        var heard = new Heard();
        Assert.Equal(2, Build("photos", new BuildOptions { Progress = heard }).Images);
        var warning = Assert.Single(DatasetFolder.Read(folder.File("built-1")).Warnings);
        Assert.Equal("b.jpg", warning.Name);                                 // a byte may count as the last pixels' own
        Assert.Matches("^the JPEG has 1[67] stray bytes before its end marker, but decodes whole$", warning.Reason);
        Assert.Equal([$"An image was kept with a warning; it is b.jpg: {warning.Reason}."], heard.Reports[^1].Remarks);
        using var dataset = ImageDataset.Open(folder.File("built-1"));
        Assert.Equal(dataset.Image(16, 0), dataset.Image(16, 1));
    }

    [Fact]
    public void images_without_a_label_count_as_damaged()
    {
        Write("photos/a.png", Encoded.Png(Encoded.Smooth(8, 8)));
        Write("photos/b.png", Encoded.Png(Encoded.Smooth(8, 8)));
        File.WriteAllText(folder.File("labels.csv"), "image,category\nb.png,\"small, round\"\n");
        using var source = Open("photos", new SourceOptions { Labels = folder.File("labels.csv") });
        Assert.Equal(["small, round"], source.Classes);
        Assert.Equal(0, source.Read(1, new byte[3 * 8 * 8]));
        var e = Assert.Throws<DamagedImageException>(() => source.Read(0, new byte[3 * 8 * 8]));
        Assert.Equal(new DamagedImage("a.png", $"it has no label in {folder.File("labels.csv")}"), e.Image);
    }

    [Fact]
    public void alpha_lies_on_the_background_or_is_kept()
    {
        Write("photos/a.png", Encoded.Png(new PixelImage(4, 4, 4, new byte[64])));
        var pixels = new byte[4 * 16];
        using (var white = Open("photos"))
        {
            Assert.Equal(3, white.Channels);
            white.Read(0, pixels);
            Assert.Equal(Enumerable.Repeat((byte)255, 48), pixels[..48]);
        }
        using var kept = Open("photos", new SourceOptions { Channels = 4 });
        kept.Read(0, pixels);
        Assert.Equal(new byte[64], pixels);
    }

    [Fact]
    public void celeba_gets_the_official_crop()
    {
        Write("photos/000001.png", Encoded.Png(Encoded.Smooth(178, 218)));
        Write("photos/000002.png", Encoded.Png(Encoded.Smooth(218, 178)));
        using var source = DatasetKinds.Open("celeba", folder.File("photos"), new SourceOptions());
        Assert.Equal((128, 3, 0), (source.Resolution, source.Channels, source.Labels));
        var pixels = new byte[3 * 128 * 128];
        source.Read(0, pixels);
        var whole = Encoded.Smooth(178, 218);
        for (var i = 0; i < pixels.Length; i++)
            Assert.Equal(
                whole.Pixels[((i / 128 % 128 + 121 - 64) * 178 + i % 128 + 89 - 64) * 3 + i / (128 * 128)], pixels[i]);
        Assert.Equal("000002.png: it is 218x178; CelebA's aligned images are 178x218",
            Assert.Throws<DamagedImageException>(() => source.Read(1, pixels)).Message);
    }

    [Fact]
    public void celeba_hq_takes_images_of_1024_pixels_alone()
    {
        Write("photos/a.jpg", Encoded.Jpeg(Encoded.Smooth(1024, 1024)));
        Write("photos/b.jpg", Encoded.Jpeg(Encoded.Smooth(512, 512)));
        using var source = DatasetKinds.Open("celeba-hq", folder.File("photos"), new SourceOptions { Resolution = 64 });
        var pixels = new byte[3 * 64 * 64];
        source.Read(0, pixels);
        Assert.Equal("b.jpg: it is 512x512; CelebA-HQ's images are 1024x1024",
            Assert.Throws<DamagedImageException>(() => source.Read(1, pixels)).Message);
    }

    private void WriteSomeDamaged()
    {
        Write("photos/a/1.png", Encoded.Png(Encoded.Smooth(32, 32)));
        Write("photos/b/half.png", Encoded.Png(Encoded.Smooth(32, 32))[..200]);
        Write("photos/c/text.jpg", "no image"u8.ToArray());
        Write("photos/c/z.png", Encoded.Png(Encoded.Smooth(32, 32, seed: 4)));
    }

    private int built;

    private Growth.Configuration.DatasetFacts Build(string path, BuildOptions options)
    {
        using var source = Open(path);
        return DatasetBuilder.Build("photos", source, folder.File($"built-{++built}"), options, CancellationToken.None);
    }

    private IImageSource Open(string path, SourceOptions? options = null) =>
        DatasetKinds.Open("folder", folder.File(path), options ?? new SourceOptions());

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        File.WriteAllBytes(folder.File(name), bytes);
    }

    private sealed class Heard : IProgress<DatasetProgress>
    {
        public List<DatasetProgress> Reports { get; } = [];

        public void Report(DatasetProgress value) => Reports.Add(value);
    }
}
