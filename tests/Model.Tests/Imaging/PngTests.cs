using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Tests.Imaging;

public sealed class PngTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void pixels_come_back(int channels)
    {
        var image = new PixelImage(5, 3, channels, [.. Enumerable.Range(0, 15 * channels).Select(i => (byte)(i * 17))]);
        var stream = new MemoryStream();
        PngWriter.Write(stream, image);

        using var decoded = ImageDecoder.Decode(stream.ToArray(), mostPixels: 15);
        Assert.Equal((5, 3, channels), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.Equal(image.Pixels, decoded.Pixels.ToArray());
    }

    [Fact]
    public void small_images_are_enlarged_and_stand_row_by_row()
    {
        var grid = ImageGrid.Of(
            [.. Enumerable.Range(0, 6 * 16).Select(i => (byte)i)], channels: 1, size: 4, columns: 3, rows: 2);

        Assert.Equal((3 * 64, 2 * 64), (grid.Width, grid.Height));
        Assert.Equal(0, grid.Pixels[0]);
        Assert.Equal(0, grid.Pixels[15 * grid.Width + 15]);
        Assert.Equal(1, grid.Pixels[16]);
        Assert.Equal(16, grid.Pixels[64]);
        Assert.Equal(3 * 16 + 4, grid.Pixels[(64 + 16) * grid.Width]);
    }
}
