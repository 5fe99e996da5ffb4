using PgGanLab.Model.Metrics.Swd;

namespace PgGanLab.Model.Tests.Metrics.Swd;

public sealed class LaplacianPyramidTests
{
    [Theory]
    [InlineData(64, 0)]
    [InlineData(32, 1)]
    [InlineData(16, 2)]
    public void levels_are_those_of_the_official_code(int level, int number)
    {
        using var golden = new GoldenFile("swd");
        var images = golden.Bytes("pyramid/images");
        var pyramid = new LaplacianPyramid(64);
        float[] Plane(int i) => pyramid.Level(images.AsSpan(i * 64 * 64, 64 * 64), level).ToArray();
        float[] planes = [.. Enumerable.Range(0, 6).SelectMany(Plane)];

        Numbers.Close(golden.Floats($"pyramid/level{number}"), planes, 1e-3);
    }

    [Fact]
    public void images_below_16_pixels_have_no_level()
    {
        Assert.Empty(LaplacianPyramid.Levels(8));
        Assert.Equal([64, 32, 16], LaplacianPyramid.Levels(64));
    }
}
