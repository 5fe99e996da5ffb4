using System.Text.Json;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Imaging.Resampling;

namespace PgGanLab.Model.Tests.Imaging.Resampling;

public sealed class SquareImageTests
{
    [Fact]
    public void area_takes_the_mean_of_what_a_pixel_covers()
    {
        Assert.Equal<byte>([15, 35], Row([10, 20, 30, 40], 2, ResampleFilter.Area));
        // (10 + 20/2) / 1.5 = 13.3 and (20/2 + 30) / 1.5 = 26.7
        Assert.Equal<byte>([13, 27], Row([10, 20, 30], 2, ResampleFilter.Area));
        Assert.Equal<byte>([10, 10, 20, 20], Row([10, 20], 4, ResampleFilter.Area));
    }

    [Theory]
    [InlineData(ResampleFilter.Area, 37, 16)]
    [InlineData(ResampleFilter.Lanczos, 37, 16)]
    [InlineData(ResampleFilter.Lanczos, 100, 8)]
    [InlineData(ResampleFilter.Lanczos, 10, 32)]
    public void results_equal_those_of_the_plain_definition(ResampleFilter filter, int from, int to)
    {
        var source = Encoded.Smooth(from, from, 3);
        using var image = Decoded(source);
        var pixels = new byte[3 * to * to];
        SquareImage.Make(image, new(0, 0, from, from), new(0, 0, to, to), to, 3, filter, Colour.White, pixels);
        for (var channel = 0; channel < 3; channel++)
            for (var y = 0; y < to; y++)
                for (var x = 0; x < to; x++)
                    Assert.InRange(
                        pixels[(channel * to + y) * to + x] - Plain(source, filter, to, x, y, channel), -0.51, 0.51);
    }

    /// <summary>
    /// Pillow rounds between the axes, which makes up to a level. Its BOX takes whole pixels, so it is an
    /// area only by whole factors.
    /// </summary>
    [Theory, MemberData(nameof(Pillow))]
    public void results_are_within_two_levels_of_pillows(string filter, int from, int to, string pixels)
    {
        using var image = Decoded(Encoded.Photo(from));
        var planes = new byte[3 * to * to];
        var ours = filter == "LANCZOS" ? ResampleFilter.Lanczos : ResampleFilter.Area;
        SquareImage.Make(image, new(0, 0, from, from), new(0, 0, to, to), to, 3, ours, Colour.White, planes);
        var expected = Convert.FromBase64String(pixels);
        Assert.All(Enumerable.Range(0, planes.Length), i =>
            Assert.InRange(planes[i % 3 * to * to + i / 3] - expected[i], -2, 2));
    }

    /// <summary>What make_pillow.py wrote.</summary>
    public static IEnumerable<TheoryDataRow<string, int, int, string>> Pillow()
    {
        using var cases = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imaging/Resampling/pillow.json")));
        return [.. cases.RootElement.EnumerateArray().Select(c => new TheoryDataRow<string, int, int, string>(
            c.GetProperty("filter").GetString()!, c.GetProperty("from").GetInt32(), c.GetProperty("to").GetInt32(),
            c.GetProperty("pixels").GetString()!))];
    }

    [Fact]
    public void the_colour_of_what_is_transparent_does_not_shine_through()
    {
        using var image = Decoded(new PixelImage(
            2, 2, 4, [200, 100, 0, 255, 0, 0, 250, 0, 0, 0, 250, 0, 0, 0, 250, 0]));
        var (rgb, rgba) = (new byte[3], new byte[4]);
        SquareImage.Make(image, new(0, 0, 2, 2), new(0, 0, 1, 1), 1, 3, ResampleFilter.Area, Colour.White, rgb);
        SquareImage.Make(image, new(0, 0, 2, 2), new(0, 0, 1, 1), 1, 4, ResampleFilter.Area, Colour.White, rgba);
        Assert.Equal<byte>([241, 216, 191], rgb);  // a quarter of the colour on three quarters of white
        Assert.Equal<byte>([200, 100, 0, 64], rgba);
    }

    [Fact]
    public void an_opaque_image_gets_full_alpha()
    {
        using var image = Decoded(new PixelImage(1, 1, 3, [1, 2, 3]));
        var rgba = new byte[4];
        SquareImage.Make(image, new(0, 0, 1, 1), new(0, 0, 1, 1), 1, 4, ResampleFilter.Area, Colour.White, rgba);
        Assert.Equal<byte>([1, 2, 3, 255], rgba);
    }

    [Fact]
    public void grey_is_luma()
    {
        using var image = Decoded(new PixelImage(1, 1, 3, [255, 100, 10]));
        var grey = new byte[1];
        SquareImage.Make(image, new(0, 0, 1, 1), new(0, 0, 1, 1), 1, 1, ResampleFilter.Area, Colour.White, grey);
        Assert.Equal(136, grey[0]);  // 0.299*255 + 0.587*100 + 0.114*10
    }

    [Fact]
    public void fit_keeps_all_of_an_image_on_the_background()
    {
        var (from, to) = ImagePlacement.Fit(8, 4, 4);
        using var image = Decoded(new PixelImage(8, 4, 1, [.. Enumerable.Repeat((byte)200, 32)]));
        var pixels = new byte[16];
        SquareImage.Make(image, from, to, 4, 1, ResampleFilter.Lanczos, Colour.Black, pixels);
        Assert.Equal<byte>([0, 0, 0, 0, 200, 200, 200, 200, 200, 200, 200, 200, 0, 0, 0, 0], pixels);
    }

    [Fact]
    public void crop_takes_the_square_in_the_middle() =>
        Assert.Equal(new ImagePlacement(new(2, 0, 4, 4), new(0, 0, 2, 2)), ImagePlacement.Crop(8, 4, 2));

    /// <summary>One row, four times, resized along x.</summary>
    private static byte[] Row(byte[] row, int to, ResampleFilter filter)
    {
        using var image = Decoded(new PixelImage(row.Length, 1, 1, row));
        var result = new float[to];
        Resampler.Resample(image, new(0, 0, row.Length, 1), to, 1, filter, result);
        return [.. result.Select(v => (byte)Math.Round(v))];
    }

    /// <summary>One pixel by the filter's formula, in double, both axes at once.</summary>
    private static double Plain(PixelImage image, ResampleFilter filter, int to, int x, int y, int channel)
    {
        var (sum, total) = (0.0, 0.0);
        for (var v = 0; v < image.Height; v++)
            for (var u = 0; u < image.Width; u++)
            {
                var weight = Weight(filter, image.Width, to, x, u) * Weight(filter, image.Height, to, y, v);
                sum += weight * image.Pixels[(v * image.Width + u) * image.Channels + channel];
                total += weight;
            }
        return Math.Clamp(sum / total, 0, 255);
    }

    private static double Weight(ResampleFilter filter, int from, int to, int index, int old)
    {
        var scale = (double)from / to;
        if (filter == ResampleFilter.Area)
            return Math.Max(0, Math.Min((index + 1) * scale, old + 1) - Math.Max(index * scale, old));
        var t = (old + 0.5 - (index + 0.5) * scale) / Math.Max(1, scale);
        return Math.Abs(t) >= 3 ? 0
            : t == 0 ? 1
            : Math.Sin(Math.PI * t) / (Math.PI * t) * Math.Sin(Math.PI * t / 3) / (Math.PI * t / 3);
    }

    private static DecodedImage Decoded(PixelImage image) =>
        ImageDecoder.Decode(Encoded.Png(image), mostPixels: 1_000_000);
}
