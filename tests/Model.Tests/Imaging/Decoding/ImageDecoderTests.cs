using System.Buffers.Binary;
using System.IO.Hashing;
using NetVips;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Tests.Imaging.Decoding;

public sealed class ImageDecoderTests
{
    private const long Plenty = 1_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void png_comes_back_exactly(int channels) =>
        Same(Encoded.Smooth(13, 7, channels), Encoded.Png(Encoded.Smooth(13, 7, channels)));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void lossless_webp_comes_back_exactly(int channels)
    {
        var image = Encoded.Smooth(13, 7, channels);
        Same(image, Encoded.WebP(image));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void jpeg_comes_back_nearly(int channels, bool progressive)
    {
        var image = Encoded.Smooth(40, 24, channels);
        var file = Encoded.Jpeg(image, quality: 100, progressive);
        Assert.Equal(progressive, file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]) >= 0);
        Nearly(image, file, 6);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(45_455)]
    public void a_pngs_gamma_is_ignored_as_pillow_ignores_it(uint gamma)
    {
        var png = Encoded.Png(new PixelImage(2, 1, 3, [128, 64, 1, 200, 0, 255]));
        var chunk = new byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, 4);
        "gAMA"u8.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8), gamma);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(12), Crc32.HashToUInt32(chunk.AsSpan(4, 8)));
        const int afterHeader = 8 + 25;
        using var image = ImageDecoder.Decode([.. png[..afterHeader], .. chunk, .. png[afterHeader..]], Plenty);
        Assert.Equal([128, 64, 1, 200, 0, 255], image.Pixels.ToArray());
    }

    [Fact]
    public void lossy_webp_comes_back_nearly()
    {
        var image = Encoded.Smooth(40, 24);
        var file = Encoded.WebP(image, quality: 100);
        Assert.Equal("VP8 ", System.Text.Encoding.ASCII.GetString(file, 12, 4));
        Nearly(image, file, 20);  // half as many colours as pixels along each side
    }

    [Fact]
    public void png_of_a_palette_and_of_16_bits_become_8_bits_a_channel()
    {
        byte[] palette = [255, 0, 0, 0, 255, 0, 10, 20, 30];
        Same(new PixelImage(2, 2, 3, [255, 0, 0, 10, 20, 30, 0, 255, 0, 255, 0, 0]),
            Encoded.Png(2, 2, 8, 3, palette, [0, 0, 2, 0, 1, 0]));
        Same(new PixelImage(2, 1, 3, [0, 128, 255, 1, 2, 3]),
            Encoded.Png(2, 1, 16, 2, [], [0, 0, 0, 128, 128, 255, 255, 1, 1, 2, 2, 3, 3]));
        Same(new PixelImage(8, 1, 1, [255, 0, 255, 0, 0, 0, 0, 255]), Encoded.Png(8, 1, 1, 0, [], [0, 0b10100001]));
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tiff")]
    [InlineData("gif")]
    [InlineData("avif")]
    public void headers_tell_the_size(string format)
    {
        var header = ImageDecoder.ReadHeader(Encoded.Sample(format));
        Assert.Equal((48, 32, 3, format),
            (header.Width, header.Height, header.Channels, header.Format.ToString().ToLowerInvariant()));
    }

    [Fact]
    public void tiff_of_8_bits_and_16_comes_back_exactly()
    {
        var image = Encoded.Smooth(13, 7);
        Same(image, Encoded.Other(image, ".tif"));
        using var wide = Encoded.Vips(image);
        using var shifted = wide.Linear([257], [0]);
        using var sixteen = shifted.Cast(Enums.BandFormat.Ushort);
        using var coloured = sixteen.Copy(interpretation: Enums.Interpretation.Rgb16);
        Same(image, coloured.TiffsaveBuffer());
        Same(image, coloured.PngsaveBuffer());
    }

    [Fact]
    public void the_first_of_several_frames_counts()
    {
        using var first = Encoded.Vips(Encoded.Smooth(8, 8));
        using var second = first.Invert();
        using var both = first.Join(second, Enums.Direction.Vertical);
        using var paged = both.Mutate(m => m.Set(GValue.GIntType, "page-height", 8));
        foreach (var file in new[] { paged.GifsaveBuffer(), paged.TiffsaveBuffer() })
        {
            using var image = ImageDecoder.Decode(file, Plenty);
            Assert.Equal((8, 8), (image.Width, image.Height));
            Assert.InRange(Math.Abs(image.Pixels[0] - Encoded.Smooth(8, 8).Pixels[0]), 0, 12);
        }
    }

    [Fact]
    public void ink_and_colour_profiles_become_srgb()
    {
        var brown = new PixelImage(16, 16, 3, [.. Enumerable.Repeat<byte[]>([170, 120, 110], 256).SelectMany(p => p)]);
        using var image = Encoded.Vips(brown);
        using var ink = image.IccTransform("cmyk", inputProfile: "srgb");
        using var wide = image.IccTransform("p3", inputProfile: "srgb");
        foreach (var file
            in new[] { ink.JpegsaveBuffer(q: 100), ink.TiffsaveBuffer(), wide.PngsaveBuffer(), wide.TiffsaveBuffer() })
            Nearly(brown, file, 6);
        using var other = ImageDecoder.Decode(wide.PngsaveBuffer(keep: Enums.ForeignKeep.None), Plenty);
        Assert.NotEqual(brown.Pixels[..3], other.Pixels[..3].ToArray());      // without its profile it is another brown
    }

    [Fact]
    public void grey_with_alpha_becomes_colours_with_alpha() =>
        Same(new PixelImage(2, 1, 4, [7, 7, 7, 255, 9, 9, 9, 128]), Encoded.Png(2, 1, 8, 4, [], [0, 7, 255, 9, 128]));

    /// <summary>A camera's JPEG says it in EXIF, a TIFF in a tag of its own, a WebP and a PNG in EXIF too.</summary>
    [Theory]
    [InlineData(".jpg")]
    [InlineData(".tif")]
    [InlineData(".webp")]
    [InlineData(".png")]
    public void every_format_is_turned_upright(string ending)
    {
        using var image = Encoded.Vips(Encoded.Smooth(32, 16));
        using var turned = image.Mutate(m => m.Set(GValue.GIntType, "orientation", 6));
        var file = turned.WriteToBuffer(ending);
        var header = ImageDecoder.ReadHeader(file);
        Assert.Equal((16, 32), (header.Width, header.Height));
        using var decoded = ImageDecoder.Decode(file, Plenty);
        Assert.Equal((16, 32), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void numbers_that_are_no_colours_are_refused()
    {
        using var image = Encoded.Vips(Encoded.Smooth(8, 8));
        using var floats = image.Cast(Enums.BandFormat.Float);
        var e = Assert.Throws<BadImageException>(() => ImageDecoder.Decode(floats.TiffsaveBuffer(), Plenty));
        Assert.Equal("its channels have neither 8 nor 16 bits; convert it first", e.Message);
    }

    [Theory]
    [InlineData(1, "AB CD")]
    [InlineData(2, "BA DC")]
    [InlineData(3, "DC BA")]
    [InlineData(4, "CD AB")]
    [InlineData(5, "AC BD")]
    [InlineData(6, "CA DB")]
    [InlineData(7, "DB CA")]
    [InlineData(8, "BD AC")]
    public void a_jpeg_is_turned_as_its_camera_was_held(int orientation, string corners)
    {
        var quarters = new PixelImage(32, 16, 1,
            [.. Enumerable.Range(0, 512).Select(i => (byte)(60 * (1 + (i % 32 < 16 ? 0 : 1) + (i < 256 ? 0 : 2))))]);
        var file = Encoded.Jpeg(quarters);
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        ];
        using var image = ImageDecoder.Decode([.. file[..2], .. exif, .. file[2..]], Plenty);

        Assert.Equal(orientation >= 5 ? (16, 32) : (32, 16), (image.Width, image.Height));
        var (right, low) = (image.Width - 4, image.Height - 4);
        var seen = new string(
            [Letter(image, 3, 3), Letter(image, right, 3), ' ', Letter(image, 3, low), Letter(image, right, low)]);
        Assert.Equal(corners, seen);
    }

    private static char Letter(DecodedImage image, int x, int y) =>
        (char)('A' + (int)Math.Round(image.Pixels[y * image.Width + x] / 60.0) - 1);

    private static void Nearly(PixelImage expected, byte[] file, int most)
    {
        using var decoded = ImageDecoder.Decode(file, Plenty);
        Assert.Equal(
            (expected.Width, expected.Height, expected.Channels), (decoded.Width, decoded.Height, decoded.Channels));
        var pixels = decoded.Pixels.ToArray();
        Assert.All(
            Enumerable.Range(0, pixels.Length), i => Assert.InRange(Math.Abs(pixels[i] - expected.Pixels[i]), 0, most));
    }

    private static void Same(PixelImage expected, byte[] file)
    {
        using var decoded = ImageDecoder.Decode(file, Plenty);
        Assert.Equal(
            (expected.Width, expected.Height, expected.Channels), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.Equal(expected.Pixels, decoded.Pixels.ToArray());
    }
}
