using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Imaging.Resampling;

namespace PgGanLab.Model.Tests.Imaging.Resampling;

public sealed class BandResamplerTests
{
    private const string NeedsAvx512 = "This CPU has no AVX-512: Resampler does all there.";

    private static readonly PixelRectangle[] Parts = [new(0, 20, 178, 178), new(3, 0, 97, 131), new(1, 1, 22, 64), new(64, 0, 384, 384), new(5, 7, 17, 16), new(0, 0, 600, 40)];

    /// <summary>Grey and RGB by both filters, from and to sizes that shrink, keep and enlarge, odd ones and powers of two.</summary>
    public static TheoryData<int, ResampleFilter, int, int> Shapes()
    {
        var shapes = new TheoryData<int, ResampleFilter, int, int>();
        foreach (var channels in new[] { 1, 3 })
            foreach (var filter in Enum.GetValues<ResampleFilter>())
                foreach (var (width, height) in new[] { (16, 16), (128, 128), (256, 256), (64, 23), (37, 64), (21, 17), (15, 32), (32, 8), (512, 512) })
                    shapes.Add(channels, filter, width, height);
        return shapes;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void bytes_are_those_of_the_plain_resampler(int channels, ResampleFilter filter, int width, int height)
    {
        Assert.SkipUnless(BandResampler.Suits(new(0, 0, 64, 64), 16, 16, 3), NeedsAvx512);
        foreach (var part in Parts)
        {
            using var image = Noise(part.X + part.Width + 2, part.Y + part.Height, channels);
            var side = Math.Max(width, height);
            var square = Enumerable.Repeat((byte)7, channels * side * side).ToArray();
            SquareImage.Make(image, part, new(side - width, (side - height) / 2, width, height), side, channels, filter, new Colour(7, 7, 7), square);
            Assert.Equal(Plain(image, part, width, height, filter, side), square);
        }
    }

    [Fact]
    public void small_images_are_left_to_the_plain_resampler()
    {
        Assert.False(BandResampler.Suits(new(0, 0, 21, 100), 16, 16, 3));
        Assert.False(BandResampler.Suits(new(0, 0, 100, 100), 15, 16, 3));
        Assert.False(BandResampler.Suits(new(0, 0, 100, 100), 16, 15, 3));
        Assert.False(BandResampler.Suits(new(0, 0, 100, 100), 16, 16, 4));
    }

    private static byte[] Plain(DecodedImage image, PixelRectangle part, int width, int height, ResampleFilter filter, int side)
    {
        var channels = image.Channels;
        var resampled = new float[width * height * channels];
        Resampler.Resample(image, part, width, height, filter, resampled);
        var square = Enumerable.Repeat((byte)7, channels * side * side).ToArray();
        for (var i = 0; i < resampled.Length; i++)
            square[(i % channels * side + (side - height) / 2 + i / channels / width) * side + side - width + i / channels % width] = Rounding.ToByte(resampled[i]);
        return square;
    }

    /// <summary>Hard edges between dark and bright, so that Lanczos overshoots both ends.</summary>
    private static DecodedImage Noise(int width, int height, int channels)
    {
        var image = new DecodedImage(width, height, channels);
        var random = new Random(width * 31 + height);
        random.NextBytes(image.Pixels);
        foreach (ref var pixel in image.Pixels)
            pixel = random.Next(3) switch { 0 => 0, 1 => 255, _ => pixel };
        return image;
    }
}
