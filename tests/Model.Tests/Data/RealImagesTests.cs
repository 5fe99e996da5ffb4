using PgGanLab.Model.Data;

namespace PgGanLab.Model.Tests.Data;

public sealed class RealImagesTests
{
    [Theory]
    [InlineData("lod0", 0, 1)]
    [InlineData("lod0.3", 0, 0.7)]
    [InlineData("lod0.75", 0, 0.25)]
    [InlineData("lod1", 1, 1)]
    [InlineData("lod1.6", 1, 0.4)]
    public void real_images_fade_and_flip_as_in_the_official_code(string tag, int lod, double alpha)
    {
        using var golden = new GoldenFile("process_reals");
        var size = 32 >> lod;
        var plane = size * size;
        var pixels = golden.Bytes($"images_lod{lod}");
        var mask = golden.Bytes("mirror_mask");
        foreach (var mirror in (bool[])[false, true])
        {
            var result = new float[pixels.Length];
            for (var i = 0; i < pixels.Length / plane; i++)
                RealImages.Process(pixels.AsSpan(i * plane, plane), size, mirror && mask[i / 3] == 1, alpha,
                    result.AsSpan(i * plane, plane));

            Numbers.Close(golden.Floats($"{tag}/mirror_{(mirror ? "on" : "off")}"), result, 1e-6);
        }
    }

    [Fact]
    public void lower_resolutions_are_means_rounded_half_to_even()
    {
        using var golden = new GoldenFile("process_reals");
        var (large, small) = (golden.Bytes("images_lod0"), golden.Bytes("images_lod1"));
        var pyramid = new ImagePyramid(channels: 3, resolution: 32);
        for (var i = 0; i < 4; i++)
        {
            large.AsSpan(i * 3 * 32 * 32, 3 * 32 * 32).CopyTo(pyramid.Largest);
            pyramid.FillLowerLevels();
            Assert.Equal(small.AsSpan(i * 3 * 16 * 16, 3 * 16 * 16), pyramid.Level(1));
        }
    }

    [Fact]
    public void means_are_not_rounded_between_the_levels()
    {
        var pyramid = new ImagePyramid(channels: 1, resolution: 16);
        pyramid.Largest.Clear();
        foreach (var (x, y) in ((int, int)[])[(0, 0), (1, 0), (2, 0), (3, 0), (0, 2), (1, 2), (2, 2), (3, 2), (3, 3)])
            pyramid.Largest[y * 16 + x] = 1;

        pyramid.FillLowerLevels();

        // of 0.5, 0.5, 0.5, 0.75
        Assert.Equal<byte>(
            [0, 0, 0, 1], [pyramid.Level(1)[0], pyramid.Level(1)[1], pyramid.Level(1)[8], pyramid.Level(1)[9]]);
        Assert.Equal(1, pyramid.Level(2)[0]);                              // of 0.5625; the rounded ones have mean 0.25
    }
}
