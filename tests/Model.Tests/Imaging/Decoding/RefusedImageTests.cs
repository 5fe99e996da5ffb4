using System.Buffers.Binary;
using System.IO.Hashing;
using NetVips;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Tests.Imaging.Decoding;

public sealed class RefusedImageTests
{
    private const long Plenty = 1_000_000;

    [Theory]
    [InlineData(1, false)]
    [InlineData(17, false)]
    [InlineData(1, true)]
    [InlineData(17, true)]
    [InlineData(2230, false)]
    public void a_jpeg_with_stray_bytes_before_its_end_decodes_whole(int count, bool progressive)
    {
        var whole = Encoded.Jpeg(Encoded.Smooth(40, 24), progressive: progressive);
        byte[] file = [.. whole[..^2], .. Enumerable.Repeat((byte)0x5A, count), .. whole[^2..]];
        using var expected = ImageDecoder.Decode(whole, Plenty);
        using var image = ImageDecoder.Decode(file, Plenty);
        Assert.Equal(expected.Pixels.ToArray(), image.Pixels.ToArray());
        Assert.Null(expected.Warning);
        Assert.Equal(
            $"the JPEG has {count} stray {(count == 1 ? "byte" : "bytes")} before its end marker, but decodes whole",
            image.Warning);
    }

    /// <summary>libvips writes them as cameras do: halved colours, grey alone, restart markers, own codes.</summary>
    [Fact]
    public void stray_bytes_of_any_baseline_jpeg_are_counted_and_none_where_there_are_none()
    {
        foreach (var (width, height) in new[] { (8, 8), (41, 23), (300, 200) })
            foreach (var channels in new[] { 1, 3 })
                foreach (var quality in new[] { 20, 75, 100 })
                    foreach (var halved in new[] { Enums.ForeignSubsample.On, Enums.ForeignSubsample.Off })
                        foreach (var (restart, own) in new[] { (0, false), (0, true), (3, false), (1, true) })
                        {
                            using var pixels = Encoded.Vips(Encoded.Smooth(width, height, channels, seed: quality));
                            var jpeg = pixels.JpegsaveBuffer(
                                q: quality, optimizeCoding: own, restartInterval: restart, subsampleMode: halved);
                            var what = $"{width}x{height}x{channels} q{quality} {halved} {restart} {own}";
                            Assert.True(ScanLength.StrayBytes(jpeg) == 0, what);
                            Assert.True(ScanLength.StrayBytes(
                                [.. jpeg[..^2], .. new byte[9], 0x12, 0xFF, 0, .. jpeg[^2..]]) == 11, what);
                        }
        Assert.Equal(0, ScanLength.StrayBytes([0xFF, 0xD8, 0xFF]));
        var whole = Encoded.Jpeg(Encoded.Smooth(400, 240));
        for (var length = 2; length < whole.Length; length += 13)
            Assert.Equal(0, ScanLength.StrayBytes([.. whole[..length], 0xFF, 0xD9]));
    }

    [Fact]
    public void a_jpeg_that_lacks_pixels_is_damaged_in_spite_of_stray_bytes()
    {
        var whole = Encoded.Jpeg(Encoded.Smooth(400, 240));
        byte[] file = [.. whole[..(whole.Length / 2)], 0xFF, 0xD9, 1, 2, 3, .. whole[^2..]];
        Assert.StartsWith(
            "the JPEG is damaged", Assert.Throws<BadImageException>(() => ImageDecoder.Decode(file, Plenty)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void an_animated_webp_is_refused()
    {
        using var both = Encoded.Vips(Encoded.Smooth(8, 16));
        using var paged = both.Mutate(m => m.Set(GValue.GIntType, "page-height", 8));
        var animated = paged.WebpsaveBuffer();
        Assert.Equal("it is an animated WebP",
            Assert.Throws<BadImageException>(() => ImageDecoder.Decode(animated, Plenty)).Message);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tiff")]
    [InlineData("gif")]
    [InlineData("avif")]
    public void half_a_file_is_damaged(string format)
    {
        var file = Encoded.Sample(format);
        foreach (var length in (int[])[12, file.Length / 4, file.Length / 2])
            Assert.Throws<BadImageException>(() => ImageDecoder.Decode(file[..length], Plenty));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("words", "it is no image of a known format; JPEG, PNG, WebP, TIFF, GIF and AVIF can be read")]
    [InlineData("____ftypheic________",
        "it is a HEIC image, whose compression can't be decoded here; convert it to JPEG, PNG or AVIF first")]
    [InlineData(
        "____ftypisom________", "it is no image of a known format; JPEG, PNG, WebP, TIFF, GIF and AVIF can be read")]
    public void what_is_no_image_is_said(string text, string reason) =>
        Assert.Equal(reason, Assert.Throws<BadImageException>(() =>
            ImageDecoder.Decode(System.Text.Encoding.ASCII.GetBytes(text), Plenty)).Message);

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tiff")]
    [InlineData("gif")]
    [InlineData("avif")]
    public void whatever_is_flipped_in_a_file_nothing_worse_than_a_refusal_comes_of_it(string format)
    {
        var (file, random) = (Encoded.Sample(format), new Random(1));
        for (var i = 0; i < 300; i++)
        {
            var broken = file.ToArray();
            for (var flips = 1 + i % 4; flips > 0; flips--)
                broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                ImageDecoder.Decode(broken, Plenty).Dispose();
            }
            catch (BadImageException e)
            {
                Assert.NotEmpty(e.Message);
            }
            ImageDecoder.Decode(file, Plenty).Dispose();  // what was wrong with one file does not spoil the next
        }
    }

    [Fact]
    public void a_decompression_bomb_is_refused_by_its_header_before_memory_is_taken()
    {
        var bomb = Encoded.Png(Encoded.Smooth(8, 8));
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 50_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc32.HashToUInt32(bomb.AsSpan(12, 17)));
        ImageDecoder.Decode(Encoded.Png(Encoded.Smooth(8, 8)), Plenty).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<BadImageException>(() => ImageDecoder.Decode(bomb, 100_000_000));
        Assert.Equal("it has 60000x50000 pixels, more than the 100000000 that are allowed", e.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("webp")]
    [InlineData("tiff")]
    [InlineData("gif")]
    [InlineData("avif")]
    public void every_format_has_a_limit(string format) =>
        Assert.Equal("it has 48x32 pixels, more than the 1535 that are allowed",
            Assert.Throws<BadImageException>(() => ImageDecoder.Decode(Encoded.Sample(format), 48 * 32 - 1)).Message);
}
