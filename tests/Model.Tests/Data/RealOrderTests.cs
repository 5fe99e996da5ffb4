using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Data;

namespace PgGanLab.Model.Tests.Data;

public sealed class RealOrderTests : IDisposable
{
    private const int Rare = Uneven.Rare;
    private readonly TemporaryFolder folder = new();
    private readonly ImageDataset dataset;

    public RealOrderTests()
    {
        DatasetBuilder.Build("uneven", new Uneven(), folder.File("uneven"), CancellationToken.None);
        dataset = ImageDataset.Open(folder.File("uneven"));
    }

    [Fact]
    public void balanced_sampling_shows_all_classes_equally_often_in_any_stretch()
    {
        var order = new RealOrder(dataset, seed: 3, LabelSampling.Balanced);
        foreach (var start in (long[])[0, 17, 1_000_000])
        {
            var shown = Enumerable.Range(0, 90).Select(i => dataset.Label(order.At(start + i))).CountBy(label => label)
                .ToDictionary();
            Assert.Equal([30, 30, 30], [shown[0], shown[1], shown[2]]);
        }
    }

    [Fact]
    public void balanced_sampling_shows_each_image_of_a_class_before_any_comes_again()
    {
        var order = new RealOrder(dataset, seed: 3, LabelSampling.Balanced);
        var rare = Enumerable.Range(0, 3 * 2 * Rare).Select(i => order.At(i)).Where(image => dataset.Label(image) == 2)
            .ToList();
        Assert.Equal(Rare, rare[..Rare].Distinct().Count());
        Assert.Equal(rare[..Rare].Order(), rare[Rare..].Order());
    }

    [Fact]
    public void otherwise_classes_are_shown_as_the_dataset_has_them()
    {
        var order = new RealOrder(dataset, seed: 3, LabelSampling.Data);
        var shown = Enumerable.Range(0, dataset.Facts.Images).Select(i => order.At(i)).ToList();
        Assert.Equal(Enumerable.Range(0, dataset.Facts.Images), shown.Order());
    }

    public void Dispose()
    {
        dataset.Dispose();
        folder.Dispose();
    }
}
