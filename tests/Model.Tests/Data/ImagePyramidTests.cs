using PgGanLab.Model.Data;

namespace PgGanLab.Model.Tests.Data;

public sealed class ImagePyramidTests
{
    public static TheoryData<int, int> Shapes() => [.. from channels in new[] { 1, 3, 4 }
        from resolution in new[] { 8, 16, 32, 64, 128, 1024 }
        select (channels, resolution)];

    [Theory, MemberData(nameof(Shapes))]
    public void every_level_is_the_exact_mean_rounded_half_to_even(int channels, int resolution)
    {
        var pyramid = new ImagePyramid(channels, resolution);
        var random = new Random(resolution + channels);
        foreach (ref var pixel in pyramid.Largest)
            pixel = random.Next(4) switch { 0 => 255, 1 => 0, 2 => 1, _ => (byte)random.Next(256) };
        CheckLowerLevels(pyramid, channels, resolution);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(1)]
    [InlineData(0)]
    public void one_colour_stays_what_it_is_at_every_level(byte colour)
    {
        var pyramid = new ImagePyramid(1, 1024);
        pyramid.Largest.Fill(colour);
        CheckLowerLevels(pyramid, 1, 1024);
        for (var level = 1; 1024 >> level >= 4; level++)
            Assert.Equal(-1, pyramid.Level(level).IndexOfAnyExcept(colour));
    }

    private static void CheckLowerLevels(ImagePyramid pyramid, int channels, int resolution)
    {
        pyramid.FillLowerLevels();
        var sums = pyramid.Largest.ToArray().Select(p => (long)p).ToArray();
        for (var (level, size) = (1, resolution / 2); size >= 4; level++, size /= 2)
        {
            sums = Halve(sums, 2 * size, channels * size);
            var (mean, shift) = (pyramid.Level(level).ToArray(), 2 * level);
            Assert.Equal(
                sums.Select(sum => (byte)Math.Round(sum / (double)(1L << shift), MidpointRounding.ToEven)), mean);
        }
    }

    private static long[] Halve(long[] sums, int size, int rows) =>
        [.. Enumerable.Range(0, rows * (size / 2)).Select(i => (i / (size / 2) * 2 * size) + i % (size / 2) * 2)
            .Select(at => sums[at] + sums[at + 1] + sums[at + size] + sums[at + size + 1])];
}
