using PgGanLab.Growth.Results;

namespace PgGanLab.Growth.Tests.Results;

public sealed class SwdFloorTests
{
    [Theory]
    [InlineData(8192, 60_000, 8192)]
    [InlineData(955, 1911, 955)]
    [InlineData(956, 1911, 955)]
    [InlineData(1911, 1911, 955)]
    [InlineData(2, 2, 1)]
    public void a_floor_has_the_measurements_images_or_half_of_the_dataset(
        int swdImages, int datasetImages, int floor) =>
        Assert.Equal(floor, SwdFloor.Images(swdImages, datasetImages));

    [Fact]
    public void no_floor_has_fewer_than_half_of_the_measurements_images()
    {
        foreach (var dataset in Enumerable.Range(2, 40))
            Assert.All(Enumerable.Range(1, dataset), swd =>
                Assert.InRange(SwdFloor.Images(swd, dataset), SwdFloor.FewestImages(swd), swd));
    }
}
