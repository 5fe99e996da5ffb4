using System.Text.Json;
using PgGanLab.Model.Metrics;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class MsSsimTests : TorchTest
{
    private static readonly JsonElement Official =
        JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "msssim.json"))).RootElement;

    [Fact]
    public void pairs_have_the_official_similarity()
    {
        using var golden = new GoldenFile("swd");
        var pairs = Official.GetProperty("pairs").EnumerateArray().ToList();
        Assert.NotEmpty(pairs);
        foreach (var pair in pairs)
        {
            var similarity = MsSsim.Of(Image(golden, pair, "1"), Image(golden, pair, "2")).item<double>();
            Assert.Equal(pair.GetProperty("msssim").GetDouble(), similarity, 1e-5);
        }
    }

    [Fact]
    public void sets_have_the_official_variety()
    {
        using var golden = new GoldenFile("swd");
        foreach (var batch in Official.GetProperty("batches").EnumerateArray())
        {
            var images = GoldenImages.Set(
                golden, batch.GetProperty("size").GetInt32(), batch.GetProperty("set").GetString()!);
            images = images with { Images = [.. images.Images.Take(batch.GetProperty("images").GetInt32())] };
            Assert.Equal(batch.GetProperty("msssim").GetDouble(),
                MsSsim.Among(images, CPU, TestContext.Current.CancellationToken), 1e-5);
        }
    }

    [Fact]
    public void pieces_and_an_odd_last_image_do_not_change_the_mean()
    {
        using var golden = new GoldenFile("swd");
        var images = GoldenImages.Set(golden, 32, "A");
        var first = images with { Images = [.. images.Images.Take(64)] };
        var second = images with { Images = [.. images.Images.Skip(64).Take(6)] };
        var all = images with { Images = [.. images.Images.Take(71)] };

        var expected = (32 * Among(first) + 3 * Among(second)) / 35;

        Assert.Equal(expected, Among(all), 1e-12);
    }

    [Fact]
    public void images_below_16_pixels_are_refused()
    {
        var small = GoldenImages.Split(new byte[2 * 8 * 8], 1, 8);
        Assert.Contains(
            "at least 16 px", Assert.Throws<ArgumentException>(() => Among(small)).Message, StringComparison.Ordinal);
    }

    private static double Among(ImageSet images) => MsSsim.Among(images, CPU, TestContext.Current.CancellationToken);

    private static Tensor Image(GoldenFile golden, JsonElement pair, string number)
    {
        var size = pair.GetProperty("size").GetInt32();
        var images = GoldenImages.Set(golden, size, pair.GetProperty("set" + number).GetString()!);
        var pixels = images.Images[pair.GetProperty("index" + number).GetInt32()].ToArray();
        return tensor(pixels, [1, images.Channels, size, size]).expand(1, 3, size, size);
    }
}
