using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Nearest;

namespace PgGanLab.Model.Tests.Metrics.Nearest;

public sealed class NearestImagesTests : TorchTest
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void an_image_is_its_own_nearest_in_both_ways()
    {
        using var golden = new GoldenFile("swd");
        var images = GoldenImages.Set(golden, 32, "A");
        var samples = images with { Images = [images.Images[5], images.Images[200]] };

        var byPixels = NearestImages.ByPixels(samples, images, 3, Stop);
        var byDescriptors = NearestImages.ByDescriptors(samples, images, 3, Stop);
        foreach (var found in (Neighbour[][][])[byPixels, byDescriptors])
        {
            Assert.Equal([new Neighbour(5, 0), new Neighbour(200, 0)], found.Select(f => f[0]));
            Assert.All(found, f => Assert.True(f.Length == 3 && 0 < f[1].Distance && f[1].Distance <= f[2].Distance));
        }
    }

    [Fact]
    public void neighbours_are_the_same_on_any_number_of_threads()
    {
        using var golden = new GoldenFile("swd");
        var images = GoldenImages.Set(golden, 32, "A");
        var samples = GoldenImages.Set(golden, 32, "B")
            with
        { Images = [.. GoldenImages.Set(golden, 32, "B").Images.Take(3)] };
        var pixels = NearestImages.ByPixels(samples, images, 4, Stop);
        var descriptors = NearestImages.ByDescriptors(samples, images, 4, Stop);

        TorchSharp.torch.set_num_threads(3);

        Assert.Equal(pixels, NearestImages.ByPixels(samples, images, 4, Stop));
        Assert.Equal(descriptors, NearestImages.ByDescriptors(samples, images, 4, Stop));
    }

    [Fact]
    public void distances_by_pixels_are_those_of_all_pairs()
    {
        using var golden = new GoldenFile("swd");
        var images = GoldenImages.Set(golden, 32, "A");
        var samples = GoldenImages.Set(golden, 32, "B") with { Images = [GoldenImages.Set(golden, 32, "B").Images[0]] };

        double Distance(ReadOnlyMemory<byte> image) =>
            Math.Sqrt(image.ToArray().Zip(samples.Images[0].ToArray(), (a, b) => Math.Pow(a - b, 2)).Average());
        var expected = images.Images.Select((image, i) => new Neighbour(i, Distance(image)))
            .OrderBy(n => n.Distance).Take(4);

        Assert.All(expected.Zip(NearestImages.ByPixels(samples, images, 4, Stop)[0]), pair =>
        {
            Assert.Equal(pair.First.Place, pair.Second.Place);
            Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-9);
        });
    }

    [Fact]
    public void descriptors_know_an_image_that_was_moved()
    {
        using var golden = new GoldenFile("swd");
        var images = GoldenImages.Set(golden, 64, "A");
        var moved = images.Images[9].ToArray();
        for (var row = 0; row < moved.Length; row += 64)
            moved.AsSpan(row, 62).ToArray().CopyTo(moved, row + 2);             // two pixels to the right

        var found = NearestImages.ByDescriptors(new ImageSet(3, 64, [moved]), images, 1, Stop);

        Assert.Equal(9, found[0][0].Place);
    }
}
